"""check_aab.py EVIDENCE DECODED…: what `jianfu evidence --stats` printed about a bundle against `protoc --decode_raw` of its
resource tables (scripts/check-aab)."""
import collections
import re
import subprocess
import sys

LINE = re.compile(r'\s*(\d+)(?:: (?:"((?:[^"\\]|\\.)*)"|(\S+))| (\{))?\s*$')
ESCAPE = re.compile(rb'\\([0-7]{1,3}|.)', re.S)
PLAIN = {b'n': b'\n', b't': b'\t', b'r': b'\r', b'"': b'"', b"'": b"'", b'\\': b'\\'}


def unescaped(text):
    def one(match):
        got = match.group(1)
        return bytes([int(got, 8)]) if got[:1].isdigit() else PLAIN.get(got, got)
    return ESCAPE.sub(one, text.encode())


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


class Message:
    """Fields in order: (number, bytes | Message | number as printed)."""

    def __init__(self):
        self.fields = []

    def all(self, number):
        return [value for field, value in self.fields if field == number]

    def encoded(self):
        """Bytes of the same fields: a text can look like a message to --decode_raw."""
        out = b''
        for field, value in self.fields:
            if isinstance(value, (bytes, Message)):
                raw = value if isinstance(value, bytes) else value.encoded()
                out += varint(field << 3 | 2) + varint(len(raw)) + raw
            elif value.startswith('0x'):
                size = (len(value) - 2) // 2
                out += varint(field << 3 | (5 if size == 4 else 1)) + int(value, 16).to_bytes(size, 'little')
            else:
                out += varint(field << 3) + varint(int(value))
        return out


def read(lines):
    root = Message()
    stack = [root]
    for line in lines:
        if line.strip() == '}':
            stack.pop()
            continue
        match = LINE.match(line)
        number = int(match.group(1))
        if match.group(4):
            inner = Message()
            stack[-1].fields.append((number, inner))
            stack.append(inner)
        elif match.group(2) is not None:
            stack[-1].fields.append((number, unescaped(match.group(2))))
        else:
            stack[-1].fields.append((number, match.group(3)))
    return root


def first(message, *path):
    """A message below; an empty one where there is none."""
    for number in path:
        found = [m for m in message.all(number) if isinstance(m, Message)]
        if not found:
            return Message()
        message = found[-1]
    return message


def as_decoded(raw):
    """A text, or, when it was taken for a message, the bytes of that message: numbers in it are not as they were written."""
    return raw.encoded() if isinstance(raw, Message) else raw.decode('utf-8', 'replace')


def text_of(message, number):
    found = message.all(number)
    return as_decoded(found[-1]) if found else ''


def name_of(message, number):
    """A short name: of ASCII the bytes of a message taken by mistake are the very ones it was read from."""
    found = text_of(message, number)
    return found.decode('utf-8', 'replace') if isinstance(found, bytes) else found


def decoded_again(text):
    """What --decode_raw makes of a text inside of a message."""
    raw = text.encode()
    made = subprocess.run(['protoc', '--decode_raw'], input=varint(1 << 3 | 2) + varint(len(raw)) + raw,
                          capture_output=True, check=True)
    return text_of(read(made.stdout.decode('utf-8', 'replace').splitlines()), 1)


def items(value):
    """The texts of a Value: its own, those of an array, those of plurals."""
    found = value.all(4)
    compound = first(value, 5)
    found += [item for element in first(compound, 4).all(1) for item in element.all(3)]
    found += [item for entry in first(compound, 5).all(1) for item in entry.all(4)]
    for item in found:
        for kind in (2, 3, 4):
            for string in item.all(kind):
                yield text_of(string, 1) if isinstance(string, Message) else ''


def decoded(path):
    for package in read(open(path, encoding='utf-8', errors='replace')).all(2):
        for kind in package.all(3):
            name = name_of(kind, 2)
            if name not in ('string', 'array', 'plurals'):
                continue
            for entry in kind.all(3):
                for config_value in entry.all(6):
                    locale = name_of(first(config_value, 1), 3)
                    for text in items(first(config_value, 2)):
                        yield name + '/' + name_of(entry, 2), locale, text


WORD = re.compile(r'(?:([^\s="]+)=)?(?:"((?:[^"\\]|\\.)*)"|(\S+))')


def plain(text):
    return re.sub(r'\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)',
                  lambda m: {'n': '\n', 't': '\t', 'r': '\r'}.get(m.group(1)) or
                  (chr(int(m.group(1).strip('ux{}'), 16)) if len(m.group(1)) > 1 else m.group(1)), text)


def told(path):
    """(counts by language, {(resource, locale, text)}, every text)."""
    counts, texts, anywhere = collections.Counter(), set(), set()
    for line in open(path, encoding='utf-8'):
        if line.startswith('strings.'):
            name, count = line.split()
            counts[name[len('strings.'):]] += int(count)
        if not line.startswith(('text ', 'endpoint ')):
            continue
        fields, translations, text = {}, [], None
        for key, quoted, word in WORD.findall(line):
            value = plain(quoted) if not word else word
            if not key and word == '' and text is None:
                text = value
            elif key.startswith('tr:'):
                translations.append((key[3:], value))
            elif key:
                fields.setdefault(key, value)
        anywhere.add(text)
        if 'resource' in fields:
            for locale, value in [(fields.get('locale', ''), text)] + translations:
                texts.add((fields['resource'], locale, value))
    return counts, texts, anywhere


def main():
    theirs = [row for path in sys.argv[2:] for row in decoded(path)]
    counts, ours, anywhere = told(sys.argv[1])
    expected = collections.Counter(locale or 'default' for _, locale, _ in theirs)
    failed = False
    print(f'{"language":<12}{"jianfu":>8}{"protoc":>8}')
    for locale in sorted(set(expected) | set(counts)):
        mark = '' if counts[locale] == expected[locale] else '  differs'
        failed |= bool(mark)
        print(f'{locale:<12}{counts[locale]:>8}{expected[locale]:>8}{mark}')
    wanted = {row for row in theirs if isinstance(row[2], str) and row[2]}
    for resource, locale, taken in {row for row in theirs if isinstance(row[2], bytes)}:
        meant = [row for row in ours if row[:2] == (resource, locale) and decoded_again(row[2]) == taken]
        wanted.add(meant[0] if meant else (resource, locale, repr(taken)))
    seen = {resource for resource, _, _ in ours}
    # A label of the manifest is told as the title that it is, without the name of its resource.
    titles = {row for row in wanted if row[0] not in seen and any(
        other[2] in anywhere for other in wanted if other[0] == row[0])}
    for name, rows in (('only jianfu', ours - wanted), ('only protoc', wanted - ours - titles)):
        for resource, locale, text in sorted(rows)[:20]:
            print(f'{name}: {resource} {locale or "default"} {text[:60]!r}')
        failed |= bool(rows)
    print(f'{len(wanted & ours)} texts the same, {len(titles)} of them told as titles only' if titles else
          f'{len(wanted & ours)} texts the same')
    sys.exit(1 if failed else 0)


main()
