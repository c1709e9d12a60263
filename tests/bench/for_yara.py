"""What a scan looks for as rules of yara, which works on bytes and knows no characters but ASCII: UTF-8 is spelt out, and texts
that packages may hold in UTF-16 are looked for in both, as a scan reads both. Expressions stay as they are otherwise; what a class
excludes beyond ASCII is not excluded, which costs yara nothing and finds more."""
import re
import subprocess

_TOKEN = re.compile(r"\\[pP]\{\^?\w+\}|\[\^?\]?(?:\\[pP]\{\w+\}|\\.|[^\]])*\]|\\.|\(\?:|.", re.S)
_IN_CLASS = re.compile(r"\\[pP]\{\w+\}|\\.|.", re.S)
_ANY_BEYOND = r"[\xc2-\xf4][\x80-\xbf]{1,3}"
_HAN = r"[\xe3-\xe9][\x80-\xbf]{2}"


def _bytes(char):
    return "".join(f"\\x{byte:02x}" for byte in char.encode())


def _class(text):
    """[早晚ab] → ([ab]|\\xe6…|\\xe6…); ranges beyond ASCII are taken for all characters beyond it."""
    negative, parts = text.startswith("[^"), _IN_CLASS.findall(text[2 if text.startswith("[^") else 1:-1])
    ascii_parts = "".join(part for part in parts if len(part) <= 2 and part.isascii())
    if negative:
        return f"([^\\x80-\\xff{ascii_parts}]|{_ANY_BEYOND})"
    ranges = any(part == "-" and 0 < at < len(parts) - 1 and not parts[at + 1].isascii() for at, part in enumerate(parts))
    beyond = [_ANY_BEYOND] if ranges else [_bytes(part) for part in parts if not part.isascii()]
    beyond += [_HAN for part in parts if part.startswith(r"\p{Han")]
    return "(" + "|".join(([f"[{ascii_parts}]"] if ascii_parts else []) + beyond) + ")"


def _token(token):
    if token == "(?:":
        return "("
    if token == "/":
        return r"\/"
    if token == ".":
        return rf"([\x00-\x7f]|{_ANY_BEYOND})"
    if token.startswith("[") and len(token) > 2:
        return token if token.isascii() and not token.startswith("[^") and r"\p" not in token else _class(token)
    if token.startswith((r"\p", r"\P")):
        return f"({_HAN})" if token.startswith(r"\p{H") else r"[\x00-\x7f]"
    return token if token.isascii() else f"({_bytes(token)})"


def expression(text):
    return "".join(map(_token, _TOKEN.findall(text)))


def _literal(text):
    if text.isascii():
        escaped = "".join(f"\\x{byte:02x}" if byte > 126 or byte < 32 or byte in b'"\\' else chr(byte) for byte in text.encode())
        return f'$a = "{escaped}" nocase ascii wide'
    return f"$a = {{ {text.encode().hex(' ')} }} $b = {{ {text.encode('utf-16-le').hex(' ')} }}"


def _rule(name, strings):
    return f"rule {name} {{ strings: {strings} condition: any of them }}\n"


def compile_rules(literals, expressions, folder):
    """FOLDER/rules.yarac, and how many of the expressions are in it: yara refuses some."""
    def takes(text):
        with open(folder + "/try.yara", "w", encoding="utf-8") as out:
            out.write(_rule("e", f"$a = /{text}/ nocase"))
        return subprocess.run(["yarac", "-w", folder + "/try.yara", "/dev/null"], capture_output=True).returncode == 0

    known = list(filter(takes, map(expression, expressions)))
    with open(folder + "/rules.yara", "w", encoding="utf-8") as out:
        out.writelines(_rule(f"l{number}", _literal(text)) for number, text in enumerate(literals))
        out.writelines(_rule(f"e{number}", f"$a = /{text}/ nocase") for number, text in enumerate(known))
    subprocess.run(["yarac", "-w", folder + "/rules.yara", folder + "/rules.yarac"], check=True, capture_output=True)
    return len(known)
