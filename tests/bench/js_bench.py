"""js_bench.py ACORN JS_BENCH FOLDER ROUNDS: the three readers in turns, each warm and in a process of its own."""
import os
import statistics
import subprocess
import sys

acorn, bench, folder, rounds = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
files = sorted(os.path.join(folder, name) for name in os.listdir(folder))


def start(command):
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ask(process, what):
    process.stdin.write(what + "\n")
    process.stdin.flush()
    return int(process.stdout.readline().split()[0])


peer = start(["node", os.path.join(os.path.dirname(__file__), "acorn_bench.mjs"), acorn] + files)
readable = []
for line in peer.stdout:
    if not line.strip():
        break
    readable.append(line.strip())
ours = start([bench] + readable)
megabytes = sum(os.path.getsize(file) for file in readable) / 1e6
times = {"acorn": [], "tokenise": [], "read": []}
for i in range(rounds + 3):
    took = {"acorn": ask(peer, "tokenise"), "tokenise": ask(ours, "tokenise"), "read": ask(ours, "read")}
    if i >= 3:  # the first rounds warm the caches and acorn's compiler
        for name, microseconds in took.items():
            times[name].append(microseconds)
print(f"{len(readable)} of {len(files)} scripts, {megabytes:.1f} MB, median of {rounds} rounds")
for name, label in (("acorn", "acorn's tokeniser"), ("tokenise", "our tokeniser"), ("read", "our whole reading")):
    ratio = statistics.median(a / b for a, b in zip(times["acorn"], times[name]))
    print(f"{label}: {megabytes / statistics.median(times[name]) * 1e6:.1f} MB/s, {ratio:.1f} times acorn's")
