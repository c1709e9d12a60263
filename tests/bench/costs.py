"""What a start costs, how much memory packages take, and how costs grow with the size of a package, the number of rules and the
number of packages."""
import os
import pathlib
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

from many import made, packages_below
from measure import MB, TESTS, in_turns, instructions, median, scan, short, table, timed

RULES = "rules"
TIMES = (1, 4, 16)
CALLS = (1, 10, 100)
# Of issue 8: 20 MB + package + workers × largest entry; a scan has one worker.
FIXED, WORKERS = 20 * MB, 1


def empty_program(work):
    folder = os.path.join(work, "no-program")
    os.makedirs(folder, exist_ok=True)
    pathlib.Path(folder, "app.json").write_text('{"pages":[]}')
    pathlib.Path(folder, "app.js").write_text("App({})")
    return folder


def counted(commands):
    """Instructions by name; two at a time, as other work does not change them."""
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(commands, pool.map(instructions, commands.values())))


def start(work, rounds):
    ways = {"empty process, same libraries": [TESTS + "empty"], "scan of an empty mini-program": scan(empty_program(work)),
            "scan of a small mini-program": scan("build/samples/mini-patrol.wxapkg")}
    runs, count = in_turns(ways, 2 * rounds), counted(ways)
    rows = [[name, f"{median(these, 'wall'):.1f}", f"{median(these, 'cpu'):.1f}", f"{median(these, 'peak') / MB:.1f}", f"{count[name] / 1e6:.1f}"]
            for name, these in runs.items()]
    empty, ours, _ = runs.values()
    above = median([a._replace(wall=a.wall - b.wall) for a, b in zip(ours, empty)], "wall")
    target = ["start above an empty process, wall", "≤ 5 ms", f"{above:.1f} ms", above <= 5]
    return table(["", "wall ms", "CPU ms", "peak MB", "M instructions"], rows), [target]


def grown(work):
    """Packages of 1, 4 and 16 times the same kind of content, by what they are."""
    out = {}
    for kind, ending in (("APK, made", "apk"), ("mini-program, made", "wxapkg")):
        for times in TIMES:
            path = os.path.join(work, f"grown{times}.{ending}")
            subprocess.run([TESTS + "jianfu-grown", "apk" if ending == "apk" else "mini", str(times), path], check=True)
            out[f"{kind} ×{times}"] = path
    return out


def _largest_entry(package):
    lines = subprocess.run([TESTS + "entries", package], capture_output=True, text=True, errors="replace").stdout.splitlines()
    return max((int(line.split("\t")[1]) for line in lines), default=0)


def memory(work, packages, corpus):
    """Of the packages given by name, of made ones, and of the largest in the corpus, which are not named."""
    all_of_them = {os.path.basename(path): path for path in packages} | grown(work)
    if corpus:
        for ending, kind, most in ((".apk", "APK, public", 6), (".wxapkg", "mini-program, public", 4)):
            by_size = sorted(packages_below(corpus, (ending,)), key=os.path.getsize, reverse=True)
            all_of_them |= {f"{kind} {number}": path for number, path in enumerate(by_size[:most], 1)}
    rows, worst = [], 0
    for name, path in all_of_them.items():
        size, largest, peak = os.path.getsize(path), _largest_entry(path), timed(scan(path)).peak
        allowed = FIXED + size + WORKERS * largest
        worst = max(worst, peak / allowed)
        rows.append([name, f"{size / MB:.1f}", f"{largest / MB:.1f}", f"{allowed / MB:.1f}", f"{peak / MB:.1f}", short(peak / allowed)])
    head = ["", "package MB", "largest entry MB", "allowed MB", "peak MB", "of what is allowed"]
    target = ["peak memory ÷ (20 MB + package + largest entry), worst", "≤ 1", short(worst), worst <= 1]
    return table(head, rows), [target]


def more_terms(times, work):
    """The rules with each plain term of a lexicon so many times, the copies changed so that they are other words of its kind."""
    target = pathlib.Path(work, f"rules{times}")
    shutil.copytree(RULES, target)
    marks = [chr(0x4E00 + 37 * number) for number in range(1, times)]
    for path in (target / "lexicon").glob("*.yaml"):
        if path.name == "common.yaml":
            continue
        lines, key = path.read_text().split("\n"), ""
        for at, text in enumerate(lines):
            key = text.strip() if re.fullmatch(r"  [\w-]+:", text) else key
            match = re.fullmatch(r"( +terms: \[)(.*)\]", text)
            if not match or "{" in text or key.endswith("sdks:"):  # SDKs are named elsewhere
                continue
            terms = [term.strip() for term in match[2].split(",")]
            plain = [term for term in terms if re.fullmatch(r"[\w .-]+", term) and not term.isdigit()]
            copies = [term[:-1] + mark + term[-1] if ord(term[-1]) > 127 else term + mark for mark in marks for term in plain]
            lines[at] = match[1] + ", ".join(terms + list(dict.fromkeys(copies))) + "]"
        path.write_text("\n".join(lines))
    return str(target)


def _row(name, first, count, times, peak):
    return [name, f"{count / 1e6:,.0f}", short(count / first), short(count / first / times), f"{peak / MB:.0f}" if peak else ""]


def growth(work):
    """Instructions without those of the start, with 4 and 16 times the content, the terms, and 10 and 100 times the packages."""
    nothing = scan(empty_program(work))
    packages = grown(work)
    folder, _ = made(2 * max(CALLS), work)
    paths = packages_below(folder + "/packages", (".apk", ".wxapkg"))
    several = {f"packages ×{count}": scan(*paths[:count], form="jsonl") for count in CALLS}
    commands = {"start": nothing, **{name: scan(path) for name, path in packages.items()}, **several}
    terms = {times: ["--rules", more_terms(times, work)] for times in TIMES}
    for times, option in terms.items():
        commands[f"start, terms ×{times}"] = nothing + option
        commands[f"terms of the rules ×{times}"] = scan(packages["APK, made ×1"]) + option
    count = counted(commands)
    rows, worst = [], 0
    for kind in ("APK, made", "mini-program, made", "packages", "terms of the rules"):
        first = None
        for times in CALLS if kind == "packages" else TIMES:
            name = f"{kind} ×{times}"
            own = count[name] - (count[f"start, terms ×{times}"] if kind == "terms of the rules" else count["start"])
            first = first or own
            peak = 0 if kind == "terms of the rules" else timed(commands[name]).peak
            rows.append(_row(name, first, own, times if kind != "terms of the rules" else 1, peak))
            if kind != "terms of the rules":
                worst = max(worst, own / first / times)
    head = ["", "M instructions without the start", "× the first", "of each, × the first", "peak MB"]
    target = ["cost of a package or content, of each, at 16 or 100 times", "≤ 1.15", short(worst), worst <= 1.15]
    return table(head, rows), [target]
