"""bench.py WHAT… [OPTIONS] [FILE…], called by scripts/bench, which tells the options."""
import argparse
import datetime
import os
import platform
import re
import subprocess
import sys
import tempfile

import costs
import many
import peers
from measure import Watched, note, table

BEGIN, END = "<!-- written by scripts/bench all --write -->\n", "<!-- end of what scripts/bench wrote -->\n"
DOCUMENT = "docs/benchmarks.md"
PARTS = ("peers", "start", "many", "memory", "growth")


def machine():
    info = open("/proc/cpuinfo").read()
    model = re.search(r"model name\s*: (.*)", info)
    memory = int(re.search(r"MemTotal: +(\d+)", open("/proc/meminfo").read())[1]) / 2**20
    system = re.search(r'PRETTY_NAME="(.*)"', open("/etc/os-release").read())[1]
    compiler = subprocess.run(["g++", "-dumpfullversion"], capture_output=True, text=True).stdout.strip()
    return f"{os.cpu_count()} cores ({model[1] if model else platform.machine()}), {memory:.0f} GiB, {system}, g++ {compiler}"


def compared(options, work):
    terms, (literals, expressions, known) = peers.written_terms(work) if options.terms else (work, (0, 0, 0))
    all_runs, text = [], ""
    for package in options.files:
        note(f"peers: {os.path.basename(package)}")
        runs, count = peers.compare(package, terms, work, options.peers, options.rounds, options.slow_rounds, not options.no_instructions)
        text += peers.report(package, runs, count) + "\n"
        if "zip_fread" in runs and peers.is_zip(package):
            all_runs.append(runs)
    names = [os.path.basename(package) for package in options.files if peers.is_zip(package)]
    text += f"Ratios in the table of targets are in this order: {', '.join(names)}.\n"
    if known:
        text += f"ripgrep and yara look for {literals:,} literals, yara for {known} of {expressions} expressions too.\n"
    return text, peers.targets(all_runs)


def measured(options, work):
    """Text by part, and all rows of the table of targets."""
    corpus = os.environ.get("JIANFU_CORPUS", "")
    ways = {
        "peers": lambda: compared(options, work),
        "start": lambda: costs.start(work, options.rounds),
        "many": lambda: many.measure(work, corpus, options.rounds),
        "memory": lambda: costs.memory(work, options.files, corpus),
        "growth": lambda: costs.growth(work),
    }
    texts, targets = {}, []
    for part in PARTS:
        if part in options.parts:
            note(f"measuring: {part}")
            texts[part], rows = ways[part]()
            targets += rows
    return texts, targets


TITLES = {"peers": "Beside other programs · 与其他程序相比", "start": "Start · 启动", "many": "Many packages · 批量",
          "memory": "Memory · 内存", "growth": "Growth · 增长"}


def document(texts, targets, quiet):
    met = {True: "yes", False: "**no**"}
    rows = [[what, wanted, seen, met[bool(good)]] for what, wanted, seen, good in targets]
    out = f"{datetime.date.today()}, {machine()}. {quiet}\n\n" + table(["", "wanted", "seen", "met"], rows) + "\n"
    for part, text in texts.items():
        out += f"### {TITLES[part]}\n\n{text}\n"
    return out


def write(text):
    old = open(DOCUMENT, encoding="utf-8").read()
    begin, end = old.index(BEGIN) + len(BEGIN), old.index(END)
    with open(DOCUMENT, "w", encoding="utf-8") as out:
        out.write(old[:begin] + "\n" + text + old[end:])


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--parts", nargs="+", default=PARTS)
    parser.add_argument("--peers", nargs="*", default=[peer.name for peer in peers.PEERS])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--slow-rounds", type=int, default=3)
    parser.add_argument("--no-instructions", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--files", nargs="*", default=[])
    options = parser.parse_args()
    options.terms = any(name.startswith("unzip") for name in options.peers)
    watched = Watched()
    with tempfile.TemporaryDirectory() as work:
        texts, targets = measured(options, work)
    text = document(texts, targets, watched.verdict())
    if options.write:
        write(text)
    sys.stdout.write(text)


main()
