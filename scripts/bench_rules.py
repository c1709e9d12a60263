"""Measures for scripts/bench-rules: ROUNDS PROGRAM WORK_FOLDER PACKAGE RULES_FOLDER."""
import os, pathlib, re, shutil, statistics, subprocess, sys

rounds, program, work, package, rules = int(sys.argv[1]), *sys.argv[2:6]
TIMES, OTHER = 8, "甲乙丙丁戊己庚"


def processor_time(command):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return (usage.ru_utime + usage.ru_stime) * 1000


def stages(rules_folder):
    """Milliseconds by stage, of the package and those inside of it."""
    command = [program, "scan", "--stats", "--lang", "en", package] + (["--rules", rules_folder] if rules_folder else [])
    text = subprocess.run(command, capture_output=True, text=True).stdout
    out = {}
    for stage, time in re.findall(r"^(read|digest|annotate|match|judge) +([\d.,]+)", text, re.M):
        out[stage] = out.get(stage, 0) + float(time.replace(",", ""))
    return out


def with_more_terms(folder):
    """The rules with seven copies of each term of a lexicon, changed so that they are other words of the same kind."""
    target = pathlib.Path(work, "rules8")
    shutil.copytree(folder, target)
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
            copies = [term[:-1] + c + term[-1] if ord(term[-1]) > 127 else term + c for c in OTHER for term in plain]
            lines[at] = match[1] + ", ".join(terms + list(dict.fromkeys(copies))) + "]"
        path.write_text("\n".join(lines))
    return str(target)


def line(what, value, limit, unit):
    print(f"{what}: {value:.2f}{unit} (limit {limit}{unit}{'' if value <= limit else ', MISSED'})")


nothing, start, share, one, eight = [], [], [], [], []
larger = with_more_terms(rules)
for i in range(rounds + 1):
    a = processor_time([work + "/nothing"])
    b = processor_time([program, "scan", work + "/empty"])
    whole = stages(None)
    few, many = stages(rules), stages(larger)
    if i:  # the first round warms the caches
        nothing.append(a), start.append(b - a), share.append(100 * whole["match"] / sum(whole.values()))
        one.append(few["match"]), eight.append(many["match"] / few["match"])
print(f"medians of {rounds}; an empty process takes {statistics.median(nothing):.2f} ms")
line("start above it", statistics.median(start), 8, " ms")
line("share of matching", statistics.median(share), 25, " %")
line(f"matching with {TIMES} times the literals", statistics.median(eight), 1.7, " times")
