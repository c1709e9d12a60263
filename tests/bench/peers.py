"""A scan beside programs that do a part of its work, and beside the least that reading the same entries costs; the same files, in
turns, in one run."""
import os
import re
import shlex
import subprocess
import tempfile
from collections import namedtuple

import for_yara
from measure import MB, PROGRAM, TESTS, instructions, in_turns, median, ratio, scan, short, table

# What a peer takes beside the package: the entries that a scan reads, its DEX files, and what a scan looks for.
Prepared = namedtuple("Prepared", "package entries dex literals expressions folder")
# Its name, its command (none: not for such a package), whether it is slow. scripts/bench installs them.
Peer = namedtuple("Peer", "name command slow")


def _unpacked(prepared, then):
    """Into a folder that is new each time, as files are created and not written over."""
    if not is_zip(prepared.package):
        return None
    parts = [f"folder=$(mktemp -d -p {shlex.quote(prepared.folder)})", f"unzip -qq -o {shlex.quote(prepared.package)} -d $folder", then]
    return ["sh", "-c", "; ".join(parts)]


def is_zip(path):
    with open(path, "rb") as file:
        return file.read(2) == b"PK"


def _of_zips(make):
    return lambda prepared: make(prepared) if is_zip(prepared.package) else None


PEERS = [
    Peer("zip_fread", _of_zips(lambda p: [TESTS + "floor", "zip_fread", p.package, p.entries]), False),
    Peer("inflate", _of_zips(lambda p: [TESTS + "floor", "inflate", p.package, p.entries]), False),
    Peer("copy", lambda p: None if is_zip(p.package) else [TESTS + "floor", "copy", p.package, p.entries], False),
    Peer("empty", lambda p: [TESTS + "empty"], False),
    Peer("aapt dump badging", _of_zips(lambda p: ["aapt", "dump", "badging", p.package]), False),
    Peer("dexdump -d", lambda p: ["dexdump", "-d", *p.dex] if p.dex else None, False),
    Peer("unzip + rg -F",
         lambda p: _unpacked(p, f"rg -uuu -a -c -F -f {shlex.quote(p.literals)} $folder"), True),
    Peer("unzip + yara", lambda p: _unpacked(p, f"yara -C -r {shlex.quote(p.expressions)} $folder"), True),
    Peer("apktool d -f", _of_zips(lambda p: ["apktool", "d", "-f", "-o", p.folder + "/apktool", p.package]), True),
    Peer("androguard AnalyzeAPK",
         # Debian's package is for Debian's Python, which need not be the first one of the PATH.
         _of_zips(lambda p: ["/usr/bin/python3", "-c", f"from androguard.misc import AnalyzeAPK; AnalyzeAPK({p.package!r})"]), True),
]
# Of issue 8: the scan's time divided by theirs, or theirs by the scan's.
WANTED_MOST = {"zip_fread": 1.0, "inflate": 2.2}
WANTED_TIMES = {"dexdump -d": 5, "apktool d -f": 50, "androguard AnalyzeAPK": 100, "unzip + yara": 10}


def prepared(package, terms, work):
    folder = tempfile.mkdtemp(dir=work)
    entries = folder + "/entries"
    with open(entries, "wb") as out:
        subprocess.run([TESTS + "entries", package], stdout=out, check=True)
    subprocess.run(["unzip", "-qq", "-o", package, "classes*.dex", "-d", folder], stderr=subprocess.DEVNULL)
    dex = sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".dex"))
    return Prepared(package, entries, dex, terms + "/literals", terms + "/rules.yarac", folder)


def written_terms(work):
    """A folder with what a scan looks for, as ripgrep and yara take it, and how many literals and expressions there are, and how
    many of these yara takes."""
    folder = tempfile.mkdtemp(dir=work)
    subprocess.run([TESTS + "terms", folder], check=True)
    literals = open(folder + "/literals", encoding="utf-8").read().splitlines()
    expressions = open(folder + "/expressions", encoding="utf-8").read().splitlines()
    return folder, (len(literals), len(expressions), for_yara.compile_rules(literals, expressions, folder))


def stages(package):
    """Milliseconds by stage, of the package and those inside of it."""
    text = subprocess.run([PROGRAM, "scan", "--stats", "--lang", "en", package], capture_output=True, text=True).stdout
    out = {}
    for stage, spent in re.findall(r"^(read|digest|annotate|match|judge) +([\d.,]+)", text, re.M):
        out[stage] = out.get(stage, 0) + float(spent.replace(",", ""))
    return out


def compare(package, terms, work, chosen, rounds, slow_rounds, count):
    """Runs by name, the scan's among them, and instructions by name where asked for."""
    ready = prepared(package, terms, work)
    ways = {"scan": scan(package)}
    slow = set()
    for peer in PEERS:
        command = peer.command(ready) if peer.name in chosen else None
        if command:
            ways[peer.name] = command
            slow |= {peer.name} if peer.slow else set()
    runs = in_turns(ways, rounds, slow, slow_rounds)
    counted = {name: instructions(ways[name]) for name in ("scan", "zip_fread", "inflate", "copy", "empty") if name in ways and count}
    return runs, counted


def _row(name, runs, counted):
    mine, ours = runs[name], runs["scan"]
    times = ["", ""] if name == "scan" else [short(ratio(mine, ours, "wall")), short(ratio(mine, ours, "cpu"))]
    million = f"{counted[name] / 1e6:,.0f}" if counted.get(name) else ""
    return [name, f"{median(mine, 'wall'):,.1f}", f"{median(mine, 'cpu'):,.1f}", f"{median(mine, 'peak') / MB:.1f}", *times, million]


def report(package, runs, counted):
    head = ["", "wall ms", "CPU ms", "peak MB", "× scan, wall", "× scan, CPU", "M instructions"]
    title = f"{os.path.basename(package)} ({os.path.getsize(package) / MB:.2g} MB)"
    spent = ", ".join(f"{name} {value:.0f}" for name, value in stages(package).items())
    return f"**{title}**; stages in ms: {spent}\n\n" + table(head, [_row(name, runs, counted) for name in runs if runs[name]])


def targets(all_runs):
    """Rows of the table of targets: what was wanted, what was seen of each package, whether it is met by all."""
    out = []
    for name, most in WANTED_MOST.items():
        cpu = [ratio(runs["scan"], runs[name], "cpu") for runs in all_runs if runs.get(name)]
        wall = [ratio(runs["scan"], runs[name], "wall") for runs in all_runs if runs.get(name)]
        if cpu:
            seen = f"{' · '.join(map(short, cpu))} (wall {' · '.join(map(short, wall))})"
            out.append([f"whole scan ÷ {name} of the same entries, CPU", f"≤ {most}", seen, max(cpu) <= most])
    for name, least in WANTED_TIMES.items():
        wall = [ratio(runs[name], runs["scan"], "wall") for runs in all_runs if runs.get(name)]
        if wall:
            out.append([f"{name} ÷ whole scan, wall", f"≥ {least}", " · ".join(map(short, wall)), min(wall) >= least])
    return out
