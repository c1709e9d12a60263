"""Mutants of packages, and what a scanner makes of them (scripts/check-mutants)."""
import argparse
import collections
import concurrent.futures
import hashlib
import io
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import warnings
import zipfile
import zlib

BIGGEST_MUTATED = 1_000_000
SLOW_SECONDS = 10          # of processor time for one file, under sanitizers
BATCH_SECONDS = 120        # of processor time for a batch: more is looked at file by file
WALL_SECONDS = 900
BATCH = 28
LEGAL = (0, 1, 3)          # docs/gate.md: 2 is a wrong call, 4 a defect of the program
SAID_BY_SANITIZERS = (b'Sanitizer', b'runtime error:')
BIGGEST_ENTRY = 8 << 20    # of an entry that is to be changed, unpacked


# ---- mutants ----

# What a parser looks at: sizes, counts and what texts are structured by.
NUMBERS = [n.to_bytes(4, 'little') for n in (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF0, 0x10000, 0xFFFF)]
STRUCTURE = b'{}[]()<>"\'`\\/,;:=&%$*!?-\n\r\t \0'


def position(choice, size):
    """Headers are small and decide much."""
    return choice.randrange(min(size, 512) if choice.random() < 0.4 else size)


def change(choice, data, at):
    kind = choice.randrange(5)
    if kind == 0:
        data[at] ^= 1 << choice.randrange(8)
    elif kind == 1:
        data[at] = choice.choice((0x00, 0x01, 0x7F, 0x80, 0xFF))
    elif kind == 2:
        number = choice.choice(NUMBERS)
        at = min(at, max(0, len(data) - len(number)))
        data[at:at + len(number)] = number[:len(data) - at]
    elif kind == 3:
        data[at] = choice.choice(STRUCTURE)
    else:
        data[at] = choice.randrange(256)


def flipped(choice, data):
    data = bytearray(data)
    for _ in range(choice.choice((1, 1, 2, 4, 16))):
        if data:
            change(choice, data, position(choice, len(data)))
    return bytes(data)


def cut(choice, data):
    return data[:position(choice, len(data))] if data else data


class Zip:
    """The entries of a zip, one of which can be stored anew; the rest stays as it was, byte by byte."""

    # What structure is read from; of others one in four is taken.
    WORTH = ('AndroidManifest.xml', '.dex', '.arsc', '.so', '.js', '.json', '.wxml', '.wxss', '.html', '.xml', '.pb', '.hbc',
             '.jsbundle', '.bundle', '.vue', '.ux', '.css', '.RSA', '.EC', '.DSA', '.SF', '.MF', '.jar', '.apk', '.zip', '.db')

    def __init__(self, data):
        self.data = data
        self.end = data.rfind(b'PK\5\6')
        with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(data)) as file:
            self.start = file.start_dir
            self.entries = {entry.filename: entry for entry in file.infolist() if entry.file_size <= BIGGEST_ENTRY and entry.file_size > 0}
        names = sorted(self.entries)
        self.worth = [name for name in names if name.endswith(self.WORTH)]
        self.others = [name for name in names if not name.endswith(self.WORTH)]
        if not names or self.end < 0:
            raise zipfile.BadZipFile('nothing to change')

    def choose(self, choice):
        if self.worth and (not self.others or choice.random() < 0.75):
            kinds = collections.defaultdict(list)
            for name in self.worth:
                kinds[name.rpartition('.')[2]].append(name)
            return choice.choice(kinds[choice.choice(sorted(kinds))])
        return choice.choice(self.others)

    def contents(self, name):
        with zipfile.ZipFile(io.BytesIO(self.data)) as file, file.open(self.entries[name]) as entry:
            return entry.read(BIGGEST_ENTRY)

    def with_entry(self, name, contents):
        """A new local entry before the directory (and before a signing block), and the directory pointing at it."""
        data, entry = self.data, self.entries[name]
        at = self.start
        if data[at - 16:at] == b'APK Sig Block 42':
            at -= min(at, int.from_bytes(data[at - 24:at - 16], 'little') + 8)
        raw = self.raw_name(entry)
        sizes = zlib.crc32(contents).to_bytes(4, 'little') + len(contents).to_bytes(4, 'little') * 2
        flags = (entry.flag_bits & ~0x9).to_bytes(2, 'little')  # neither encrypted nor with its sizes behind it
        local = (b'PK\3\4\x14\0' + flags + b'\0\0' + b'\0\0\x21\0' + sizes + len(raw).to_bytes(2, 'little') + b'\0\0' + raw +
                 contents)
        out = bytearray(data[:at] + local + data[at:])
        record = self.record(entry) + len(local)
        out[record + 8:record + 10] = flags
        out[record + 10:record + 12] = b'\0\0'
        out[record + 16:record + 28] = sizes
        out[record + 42:record + 46] = at.to_bytes(4, 'little')
        end = self.end + len(local)
        out[end + 16:end + 20] = (int.from_bytes(data[self.end + 16:self.end + 20], 'little') + len(local)).to_bytes(4, 'little')
        return bytes(out)

    def raw_name(self, entry):
        record = self.record(entry)
        size = int.from_bytes(self.data[record + 28:record + 30], 'little')
        return self.data[record + 46:record + 46 + size]

    def record(self, entry):
        """Where the directory's record of the entry begins."""
        at = self.start
        while self.data[at:at + 4] == b'PK\1\2':
            sizes = [int.from_bytes(self.data[at + i:at + i + 2], 'little') for i in (28, 30, 32)]
            if int.from_bytes(self.data[at + 42:at + 46], 'little') == entry.header_offset - self.shift():
                return at
            at += 46 + sum(sizes)
        raise zipfile.BadZipFile('no record')

    def shift(self):
        """zipfile adds what stands before the first entry to each offset."""
        return self.start - int.from_bytes(self.data[self.end + 16:self.end + 20], 'little')

    def changed(self, choice, how):
        name = self.choose(choice)
        return self.with_entry(name, how(choice, self.contents(name)))

    def flipped_outside(self, choice):
        """Half of the changes of the container meet its directory, and a signing block before it."""
        if choice.random() < 0.5:
            return flipped(choice, self.data)
        at = max(0, self.start - 256)
        out = bytearray(self.data)
        for _ in range(choice.choice((1, 1, 2, 4, 16))):
            change(choice, out, choice.randrange(at, len(out)))
        return bytes(out)


def as_zip(data):
    try:
        return Zip(data)
    except Exception:  # whatever Python's reader thinks of it: then it is bytes like any other
        return None


def mutants_of(data, cuts, flips):
    """(name, bytes): the same for the same data."""
    seed = hashlib.sha256(data).hexdigest()
    archive = as_zip(data)
    for how, count in ((cut, cuts), (flipped, flips)):
        for number in range(count):
            choice = random.Random(f'{seed} {how.__name__} {number}')
            mutant = None
            if archive and number % 2:
                try:
                    mutant = archive.changed(choice, how)
                except Exception:
                    pass  # an entry that cannot be read cannot be changed inside
            if mutant is None:
                mutant = archive.flipped_outside(choice) if archive and how is flipped else how(choice, data)
            yield f'{how.__name__}-{number}', mutant


# ---- the program ----

class Told:
    """What one call of the program ended with."""

    def __init__(self, code, out, said, seconds, memory):
        self.code, self.out, self.said, self.seconds, self.memory = code, out, said, seconds, memory

    def defect(self, inputs):
        """Why this is none of the ways in which a scan may end, if so."""
        if b'LeakSanitizer' in self.said and b'AddressSanitizer' not in self.said:
            return 'leak'
        if self.code in (-9, -24) or self.code == 'wall':
            return 'hang'
        if any(word in self.said for word in SAID_BY_SANITIZERS) or self.code not in LEGAL:
            return 'crash'
        try:
            reports = reports_of(self.out)
        except ValueError:
            return 'no report'
        told = [path for report in reports for path in paths_of(report)]
        if any(not any(path.startswith(str(one)) for path in told) for one in inputs):
            return 'no report'
        return None


def reports_of(out):
    reports = json.loads(out.decode())
    return reports if isinstance(reports, list) else [reports]


def paths_of(report):
    yield report.get('path') or report['package']['path']
    for part in report.get('package', {}).get('parts', []):
        yield part['path']


SANITIZERS = {
    'ASAN_OPTIONS': 'exitcode=99:detect_leaks=1:strict_string_checks=1:hard_rss_limit_mb=6000',
    'UBSAN_OPTIONS': 'print_stacktrace=1:exitcode=99',
    'TSAN_OPTIONS': 'exitcode=99',
}


def scan(program, inputs, limit):
    def limited():
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        child = subprocess.Popen([program, 'scan', '--format', 'json', *map(str, inputs)], stdin=subprocess.DEVNULL, stdout=out,
                                 stderr=said, preexec_fn=limited, env={**SANITIZERS, **os.environ})
        late = threading.Timer(WALL_SECONDS, child.kill)
        late.start()
        _, status, used = os.wait4(child.pid, 0)
        late.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), said.seek(0)
        return Told(child.returncode, out.read(), said.read(), used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


class Run:
    def __init__(self, program, keep):
        self.program, self.keep = program, pathlib.Path(keep)
        self.counts, self.lock = collections.Counter(), threading.Lock()
        self.memory, self.biggest = 0, ''
        self.slowest, self.slow_file = 0.0, ''

    def batch(self, kind, inputs, name):
        """`inputs`: paths, a package each."""
        told = scan(self.program, inputs, BATCH_SECONDS if len(inputs) > 1 else SLOW_SECONDS)
        defect = told.defect(inputs)
        if len(inputs) > 1 and (defect or told.seconds > SLOW_SECONDS):
            self.halves(kind, inputs, name, defect)
            return
        self.count(kind, inputs, name, told)
        if len(inputs) == 1 and defect:
            self.found(kind, defect, inputs, name, told)

    def halves(self, kind, inputs, name, defect):
        before = self.findings()
        middle = (len(inputs) + 1) // 2
        self.batch(kind, inputs[:middle], name)
        self.batch(kind, inputs[middle:], name)
        if defect and self.findings() == before:  # only all of them together
            again = scan(self.program, inputs, WALL_SECONDS)
            if again.defect(inputs):
                self.found(kind, again.defect(inputs), inputs, name, again)

    def findings(self):
        with self.lock:
            return sum(count for (_, what), count in self.counts.items() if what in ('crash', 'hang', 'leak', 'no report'))

    def count(self, kind, inputs, name, told):
        with self.lock:
            self.counts[kind, 'inputs'] += len(inputs)
            if told.memory > self.memory:
                self.memory, self.biggest = told.memory, name
            if told.seconds / len(inputs) > self.slowest:
                self.slowest, self.slow_file = told.seconds / len(inputs), name
            try:
                reports = reports_of(told.out)
            except ValueError:
                return
            for report in reports:
                self.counts[kind, 'refused' if 'error' in report else 'scanned'] += 1
                self.counts[kind, 'with gaps'] += bool(report.get('coverage', {}).get('gaps'))

    def found(self, kind, defect, inputs, name, told):
        with self.lock:
            self.counts[kind, defect] += 1
        self.keep.mkdir(parents=True, exist_ok=True)
        folder = pathlib.Path(tempfile.mkdtemp(prefix=defect.replace(' ', '-') + '-', dir=self.keep))
        for i, one in enumerate(inputs):
            (shutil.copytree if one.is_dir() else shutil.copyfile)(one, folder / (f'{i}-{one.name}' if len(inputs) > 1 else one.name))
        (folder / 'said').write_bytes(told.said)
        (folder / 'out').write_bytes(told.out)
        print(f'{defect}: {name} ({told.code}, {told.seconds:.1f} s, {told.memory} MB): {folder}', flush=True)


# ---- what is scanned ----

def files_of(asked):
    """Of a folder, or the file itself."""
    asked = pathlib.Path(asked)
    inside = [asked] if asked.is_file() else asked.rglob('*')
    return sorted(path for path in inside if path.is_file() and not path.is_symlink())


def as_they_are(run, pool, files):
    for at in range(0, len(files), BATCH):
        yield pool.submit(run.batch, 'as it is', files[at:at + BATCH], f'files {at + 1}–{at + BATCH}')


def in_batches(run, name, make):
    """`make(folder)` gives the paths of mutants, each in a folder of its own: those of one folder might be parts of one app."""
    with tempfile.TemporaryDirectory(prefix='jianfu-mutants-') as work:
        batch = []
        for kind, path in make(pathlib.Path(work)):
            if batch and (len(batch) == BATCH or batch[0][0] != kind):
                run.batch(batch[0][0], [path for _, path in batch], name)
                batch = []
            batch.append((kind, path))
        if batch:
            run.batch(batch[0][0], [path for _, path in batch], name)


def mutated_file(run, path, cuts, flips):
    def make(work):
        for what, data in mutants_of(path.read_bytes(), cuts, flips):
            (work / what).mkdir()
            mutant = work / what / path.name
            mutant.write_bytes(data)
            yield what.partition('-')[0], mutant

    in_batches(run, path.name, make)


def mutated_source(run, folder, path, cuts, flips):
    def make(work):
        for what, data in mutants_of(path.read_bytes(), cuts, flips):
            mutant = work / what / folder.name
            shutil.copytree(folder, mutant)
            (mutant / path.relative_to(folder)).write_bytes(data)
            yield what.partition('-')[0], mutant

    in_batches(run, f'{folder}: {path.relative_to(folder)}', make)


def table(run):
    columns = ('inputs', 'scanned', 'with gaps', 'refused', 'crash', 'hang', 'leak', 'no report')
    kinds = [kind for kind in ('as it is', 'cut', 'flipped') if run.counts[kind, 'inputs']]
    print(f'{"":9}' + ''.join(f'{column:>11}' for column in columns))
    for kind in kinds:
        print(f'{kind:9}' + ''.join(f'{run.counts[kind, column]:11}' for column in columns))
    print(f'{"all":9}' + ''.join(f'{sum(run.counts[kind, column] for kind in kinds):11}' for column in columns))
    print(f'most memory of a batch: {run.memory} MB ({run.biggest}); most time for a file, as the mean of a batch: '
          f'{run.slowest:.2f} s ({run.slow_file})')


def main():
    ask = argparse.ArgumentParser(prog='check-mutants')
    ask.add_argument('program')
    ask.add_argument('folders', nargs='*')
    ask.add_argument('--source', nargs='+', default=[])
    ask.add_argument('--cuts', type=int, default=8)
    ask.add_argument('--flips', type=int, default=20)
    ask.add_argument('--jobs', type=int, default=1)
    ask.add_argument('--keep', required=True)
    asked = ask.parse_intermixed_args()
    run = Run(os.path.realpath(asked.program), asked.keep)
    files = [path for folder in asked.folders for path in files_of(folder)]
    sources = [pathlib.Path(folder) for folder in asked.source]
    with concurrent.futures.ThreadPoolExecutor(asked.jobs) as pool:
        work = list(as_they_are(run, pool, files)) + list(as_they_are(run, pool, sources))
        for path in files:
            if 0 < path.stat().st_size < BIGGEST_MUTATED:
                work.append(pool.submit(mutated_file, run, path, asked.cuts, asked.flips))
        for folder in sources:
            for path in files_of(folder):
                if 0 < path.stat().st_size < BIGGEST_MUTATED:
                    work.append(pool.submit(mutated_source, run, folder, path, asked.cuts, asked.flips))
        try:
            for one in work:
                one.result()
        except KeyboardInterrupt:  # the table is of what was scanned until then
            for one in work:
                one.cancel()
            print('interrupted', flush=True)
    table(run)
    return 1 if run.findings() else 0


if __name__ == '__main__':
    sys.exit(main())
