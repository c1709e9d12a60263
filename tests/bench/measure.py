"""How anything is measured: whole processes, in turns, medians of ratios round by round; instructions by callgrind."""
import os
import re
import statistics
import subprocess
import sys
import time
from collections import namedtuple

TESTS = "build/release/tests/"
PROGRAM = "build/release/jianfu"
MB = 1e6

# Milliseconds by the clock and of processors, peak bytes of the largest process, exit code.
Run = namedtuple("Run", "wall cpu peak code")


def note(text):
    print(text, file=sys.stderr, flush=True)


def timed(command):
    wall, cpu, peak, code = subprocess.run([TESTS + "timed", *command], capture_output=True, text=True, check=True).stdout.split()
    return Run(float(wall), float(cpu), int(peak) * 1024, int(code))


def scan(*paths, form="json"):
    return [PROGRAM, "scan", "--format", form, *paths]


def in_turns(ways, rounds, slow=(), slow_rounds=0):
    """Runs of each of the commands by its name, one after the other round by round; the first round warms the caches. The
    slow ones take part in the first rounds only."""
    runs = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, command in ways.items():
            if name in slow and not 0 < number <= slow_rounds:
                continue
            run = timed(command)
            if number > 0:
                runs[name].append(run)
    return runs


def median(runs, field):
    return statistics.median(getattr(run, field) for run in runs)


def ratio(runs, others, field):
    """Of rounds in which both took part."""
    return statistics.median(getattr(a, field) / getattr(b, field) for a, b in zip(runs, others))


# valgrind does not know the instructions of every processor; with these away the C library takes the same ways on all.
_TUNABLES = "glibc.cpu.hwcaps=-AVX,-AVX2,-AVX512F,-AVX512VL,-AVX512BW,-ERMS,-FSRM,-BMI2,-RTM"


def instructions(command):
    answer = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
                            capture_output=True, text=True, env=dict(os.environ, GLIBC_TUNABLES=_TUNABLES))
    found = re.search(r"Collected : (\d+)", answer.stderr)
    return int(found[1]) if found else 0


def spin():
    """How often a processor's work is done in a second by two at once, against one: 2 on a machine at rest."""
    loop = [sys.executable, "-c", "for i in range(4_000_000): pass"]

    def seconds(count):
        begin = time.perf_counter()
        for process in [subprocess.Popen(loop) for _ in range(count)]:
            process.wait()
        return time.perf_counter() - begin

    return statistics.median(2 * seconds(1) / seconds(2) for _ in range(5))


class Watched:
    """Whether nobody else used the machine between the beginning and the end."""

    def __init__(self):
        self.begin = spin()
        self.busy = self._others()
        self.own = time.process_time() + sum(os.times()[2:4])
        self.since = time.perf_counter()

    @staticmethod
    def _others():
        """Seconds that all processors were busy since the machine started."""
        user, nice, system, _idle, _wait, irq, softirq, steal = map(int, open("/proc/stat").readline().split()[1:9])
        return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")

    def verdict(self):
        spent = time.perf_counter() - self.since
        own = time.process_time() + sum(os.times()[2:4]) - self.own
        foreign = max(0.0, (self._others() - self.busy - own) / spent)
        end = spin()
        quiet = min(self.begin, end) >= 1.8 and foreign < 0.1
        return (f"Two loops at once took {self.begin:.2f} (before) and {end:.2f} (after) times as little as one after the other; "
                f"others kept {foreign:.2f} processors busy meanwhile: the machine was {'quiet' if quiet else '**not quiet**'}.")


def table(head, rows):
    """Markdown; numbers are given as text."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"


def short(value):
    """Three digits or so, as people read ratios."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
