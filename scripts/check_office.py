"""check_office.py hostile REPORT.json: gives the app a name that a spreadsheet would take for a formula and XML for a tag.
check_office.py compare REPORT.json DOCUMENT.txt SHEET.csv…: are the findings of the report in the converted documents?"""
import json
import re
import sys

HOSTILE = '=1+1</w:t>&lt;<b>'


def squeezed(text):
    """Lines of a page break anywhere."""
    return re.sub(r'\s', '', text)


def hits(evidence):
    """The words that were hit, of the first pieces of a finding; capabilities are told by other names."""
    for piece in [piece for piece in evidence if piece['kind'] != 'api'][:3]:
        for begin, end in piece['marks'][:1]:
            yield piece['text'][begin:end]


def expected(report):
    told = set()
    for finding in report['findings']:
        yield finding['title']['zh']
        yield finding['fingerprint'] if finding['rule_id'] not in told else finding['title']['zh']
        if finding['rule_id'] not in told:
            yield from hits(finding['evidence'])
        told.add(finding['rule_id'])
    for required in report['required']:
        yield required['title']['zh']
    yield HOSTILE


def main():
    what, path, *converted = sys.argv[1:]
    report = json.load(open(path, encoding='utf-8'))
    if what == 'hostile':
        report['package']['name'] = HOSTILE
        json.dump(report, open(path, 'w', encoding='utf-8'), ensure_ascii=False)
        return 0
    document = squeezed(open(converted[0], encoding='utf-8').read())
    sheets = squeezed(''.join(open(sheet, encoding='utf-8').read() for sheet in converted[1:]).replace('【', '').replace('】', ''))
    words = list(expected(report))
    missing = [f'{name}: {word}' for name, text in (('DOCX', document), ('XLSX', sheets)) for word in words
               if squeezed(word) not in text]
    for line in missing:
        print('check-office: missing in', line)
    if len(converted) != 7:
        print(f'check-office: {len(converted) - 1} sheets instead of 6')
    print(f'check-office: {len(words)} words looked for in {path.rsplit("/", 1)[-1]}')
    return 1 if missing or len(converted) != 7 else 0


sys.exit(main())
