"""How many small packages a second, in one process and by audits with one worker, two, and as many as they take by themselves."""
import os
import shutil
import statistics
import tempfile

from measure import MB, PROGRAM, TESTS, in_turns, median, ratio, scan, short, table, timed

SMALL = 512 * 1024  # bytes; larger ones are no small packages


def packages_below(folder, endings):
    found = []
    for top, _, names in os.walk(folder):
        found += [os.path.join(top, name) for name in names if name.endswith(endings)]
    return sorted(found)


def made(count, work):
    """A folder of packages that the builders make, and those that are whole in it."""
    folder = tempfile.mkdtemp(dir=work)
    timed([TESTS + "jianfu-many", "samples", str(count), folder])
    return folder, [path for path in packages_below(folder, (".apk", ".wxapkg")) if os.path.getsize(path) > 200]


def _sets(folder, corpus):
    """Sets of packages by what they are."""
    whole = packages_below(folder + "/packages", (".apk", ".wxapkg"))
    out = {"APKs, made": [path for path in whole if path.endswith(".apk")],
           "mini-programs, made": [path for path in whole if path.endswith(".wxapkg")]}
    if corpus:
        small = [path for path in packages_below(corpus, (".apk",)) if os.path.getsize(path) <= SMALL]
        out[f"APKs, public, up to {SMALL // 1024} kB"] = small
        out["mini-programs, public"] = packages_below(corpus, (".wxapkg",))
    return {name: paths for name, paths in out.items() if paths}


def rates(folder, corpus, rounds):
    """Rows by set, and packages a second by set."""
    sets = _sets(folder, corpus)
    runs = in_turns({name: scan(*paths, form="jsonl") for name, paths in sets.items()}, rounds)
    rows, seen = [], {}
    for name, paths in sets.items():
        size = sum(map(os.path.getsize, paths))
        seen[name] = 1000 * len(paths) / median(runs[name], "cpu")
        rows.append([name, len(paths), f"{size / MB:.1f}", f"{size / len(paths) / 1e3:.0f}", f"{median(runs[name], 'cpu') / 1000:.2f}",
                     short(seen[name]), short(1000 * size / MB / median(runs[name], "cpu")), f"{median(runs[name], 'peak') / MB:.0f}"])
    head = ["packages", "count", "MB", "kB each", "CPU s", "a second and core", "MB/s", "peak MB"]
    return table(head, rows), seen


def _audit(roots, workers, folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    return timed([PROGRAM, "audit", "run", *roots, "--db", folder + "/audit.db", "-q", *(["-j", str(workers)] if workers else [])])


def audits(roots, work, rounds):
    """Seconds of audits by workers, and how many times as fast as with one."""
    folder = os.path.join(work, "audit")
    runs = {1: [], 2: [], None: []}
    for number in range(rounds + 1):
        for workers in runs:
            run = _audit(roots, workers, folder)
            if number > 0:
                runs[workers].append(run)
    names = {1: "1", 2: "2", None: "as many as it takes by itself"}
    times = {workers: ratio(runs[1], these, "wall") for workers, these in runs.items()}
    rows = [[names[workers], f"{median(these, 'wall') / 1000:.2f}", f"{median(these, 'cpu') / 1000:.2f}", short(times[workers])]
            for workers, these in runs.items()]
    return table(["workers", "wall s", "CPU s", "times as fast as one"], rows), max(times[2], times[None])


def measure(work, corpus, rounds, count=1000):
    """Text, and rows of the table of targets."""
    folder, _ = made(count, work)
    text, seen = rates(folder, corpus, rounds)
    two, times = audits([folder] + ([corpus] if corpus else []), work, max(3, rounds // 3))
    apks = [rate for name, rate in seen.items() if name.startswith("APKs")]
    minis = [rate for name, rate in seen.items() if name.startswith("mini")]
    targets = [["small APKs a second and core, one process", "≥ 300", " · ".join(map(short, apks)), min(apks) >= 300],
               ["mini-programs a second and core, one process", "≥ 100", " · ".join(map(short, minis)), min(minis) >= 100],
               ["audit on two processors ÷ with one worker", "≥ 1.7", short(times), times >= 1.7]]
    return f"One process, `scan --format jsonl` of all of a set:\n\n{text}\n`audit run` of all of them:\n\n{two}", targets
