# check_wcc.py PROGRAM WORK FOLDER…: see check-wcc. Builds a package the way the developer tool does, with the compiler in
# WORK, and compares what the program reads from it with what it reads from the folder, and both
# with the texts that a small reader of its own finds in the templates.
import html, json, os, re, shutil, struct, subprocess, sys

program, work, folders = sys.argv[1], sys.argv[2], sys.argv[3:]
OLD, NEW = "miniprogram-compiler-0.1.2", "miniprogram-compiler-0.2.3"
EASEL = "glass-easel-template-compiler-1.1.0"
MODES = (("plain", NEW, []), ("debug", NEW, ["-d", "-ds"]), ("of 2018", OLD, []), ("easel", EASEL, []))
HAN = re.compile("[\u3400-\u9fff]")
SHOWN = 40  # differences printed of each kind


def read_json(path):
    text = open(path, encoding="utf-8-sig").read()
    try:
        return json.loads(text)
    except ValueError:  # comments and trailing commas
        text = re.sub(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', lambda m: m.group(1) or "", text, flags=re.S)
        return json.loads(re.sub(r",(\s*[}\]])", r"\1", text))


def root_of(folder):
    """The folder of app.json with a script beside it; None when this is no native project."""
    found = []
    for here, names, files in os.walk(folder):
        names[:] = [n for n in names if n not in ("node_modules", ".git", "unpackage", "dist")]
        if "app.json" in files and "app.js" in files: found.append(here)
    found.sort(key=len)
    if not found or not any(f.endswith(".wxml") for _, _, files in os.walk(found[0]) for f in files): return None
    return found[0]


def files_of(root):
    for here, names, files in os.walk(root):
        names[:] = sorted(n for n in names if n not in ("node_modules", ".git"))
        for name in sorted(files):
            yield os.path.relpath(os.path.join(here, name), root)


# --- the package

def compiled(root, templates, scripts, components, compiler, options):
    """Output of the compiler; templates it refuses are left out one by one and named."""
    refused = []
    if compiler == EASEL:
        code = ("const { TmplGroup } = require(process.argv[1]), { readFileSync } = require('fs'), group = new TmplGroup();"
                "for (const path of process.argv.slice(2)) {"
                "  const text = readFileSync(path, 'utf8').replace(/^\\uFEFF/, '');"
                "  path.endsWith('.wxs') ? group.addScript(path.replace(/\\.wxs$/, ''), text) : group.addTmpl(path.replace(/\\.wxml$/, ''), text); }"
                "process.stdout.write(group.getWxGenObjectGroups())")
        run = subprocess.run(["node", "-e", code, os.path.join(work, compiler, "package/pkg/main.js")] + templates + scripts,
                             cwd=root, capture_output=True)
        if run.returncode != 0: raise SystemExit("check-wcc: the compiler fails: " + run.stderr.decode("utf-8", "replace")[:300])
        return run.stdout.decode("utf-8"), refused
    while templates:
        used = [(t, components[t]) for t in templates if components.get(t)]
        words = [str(len(used))] + [w for t, tags in used for w in [t, str(len(tags))] + tags]
        run = subprocess.run([os.path.join(work, compiler, "package/bin/linux/wcc")] + options + ["-cc", " ".join(words)] + templates + scripts + ["-gn", "$gwx"],
                             cwd=root, capture_output=True)
        if run.returncode == 0: return run.stdout.decode("utf-8"), refused
        said = run.stderr.decode("utf-8", "replace")
        bad = [t for t in templates if t in said]
        if not bad: raise SystemExit("check-wcc: the compiler fails: " + said[:300])
        refused += bad[:1]
        templates = [t for t in templates if t not in bad[:1]]
    return "", refused


def packed(files):
    names = [("/" + n).encode() for n, _ in files]
    index_size = 4 + sum(12 + len(n) for n in names)
    at, index, body = 14 + index_size, struct.pack(">I", len(files)), b""
    for name, (_, data) in zip(names, files):
        index += struct.pack(">I", len(name)) + name + struct.pack(">II", at + len(body), len(data))
        body += data
    return b"\xbe" + struct.pack(">III", 0, index_size, len(body)) + b"\xed" + index + body


def build(root, target, compiler, options):
    app = read_json(os.path.join(root, "app.json"))
    files = list(files_of(root))
    templates = [f for f in files if f.endswith(".wxml")]
    pages, components, service, requires = {}, {}, "", ""
    all_pages = list(app.get("pages", []))
    for part in app.get("subPackages", []) + app.get("subpackages", []):
        all_pages += [part["root"].strip("/") + "/" + p.strip("/") for p in part.get("pages", [])]
    for f in files:
        if not f.endswith(".json") or f[:-5] + ".wxml" not in templates: continue
        try:
            window = read_json(os.path.join(root, f))
        except ValueError:
            continue
        if f[:-5] not in all_pages and not window.get("component"): continue
        pages[f[:-5] + ".html"] = {"window": window}
        components[f[:-5] + ".wxml"] = list(window.get("usingComponents") or {})
    frame, refused = compiled(root, templates, [f for f in files if f.endswith(".wxs")], components, compiler, options)
    for f in files:
        if not f.endswith(".js"): continue
        code = open(os.path.join(root, f), encoding="utf-8", errors="replace").read()
        service += ('define("%s", function(require, module, exports, window,document,frames,self,location,navigator,localStorage,'
                    "history,Caches,screen,alert,confirm,prompt,XMLHttpRequest,WebSocket,Reporter,webkit,WeixinJSCore){\n%s\n});\n" % (f, code))
        requires += "__wxRoute = '%s';__wxRouteBegin = true;require(\"%s\");\n" % (f[:-3], f)
    config = {k: v for k, v in app.items() if k not in ("window", "pages")}
    config.update(pages=all_pages, page=pages, entryPagePath=all_pages[0] + ".html", **{"global": {"window": app.get("window", {})}})
    out = [("app-config.json", json.dumps(config, ensure_ascii=False)), ("app-service.js", service + requires),
           ("app-wxss.js", "var setCssToHead=function(){};\n" + frame), ("page-frame.js", "var __pageFrameStartTime__=Date.now();\n")]
    out += [(t[:-5] + ".html", "<page></page>\n") for t in templates]
    out += [(f, open(os.path.join(root, f), encoding="utf-8", errors="replace").read()) for f in files
            if f.endswith(".json") and f[:-5] + ".wxml" not in templates and f not in ("app.json", "project.config.json")]
    open(target, "wb").write(packed([(n, t.encode()) for n, t in out]))
    return templates, refused


# --- what the program says

def evidence(path):
    out = subprocess.run([program, "evidence", "--lang", "en", path], capture_output=True).stdout.decode("utf-8")
    found = {"text": set(), "field": set(), "handler": set(), "call": set(), "edge": set()}
    word = r'("(?:[^"\\]|\\.)*"|\S+)'
    for line in out.splitlines():
        kind = line.split(" ", 1)[0]
        if kind == "edge":
            _, what, source, goal = line.split(" ")[:4]
            found["edge"].add((what, source, goal))
            continue
        module = re.search(r" in=(\S+)", line)
        module = module.group(1) if module else "?"
        place = re.search(r" at=(\S+)", line)
        template = place and (re.search(r"\.wxml:", place.group(1)) or re.search(r" symbol=\S+\.wxml", line))
        if kind == "text":
            text = re.match(r"text \w+ " + word, line)
            found["text"].add((module, unquoted(text.group(1))))
        elif kind == "field":
            label = re.match(r"field " + word, line).group(1)
            found["field"].add((module, unquoted(label), " required" in line.split(" in=")[0]))
        elif kind == "identifier" and 'arg:event=' in line:
            told = dict(re.findall(r'arg:(\w+)="((?:[^"\\]|\\.)*)"', line))
            found["handler"].add((module, line.split(" ")[1], told.get("event", ""), told.get("text", "")))
        elif kind == "call" and template:
            found["call"].add((module, line.split(" ")[1]))
    return found


def unquoted(text):
    if not text.startswith('"'): return text
    one = lambda m: chr(int(m.group(1), 16)) if m.group(1) else {"n": "\n", "t": "\t", "r": "\r"}.get(m.group(2), m.group(2))
    return re.sub(r"\\(?:u([0-9a-fA-F]{4})|(.))", one, text[1:-1])


# --- what the templates say, read without the program

TAG = re.compile(r"""<(/?)([A-Za-z][\w:.-]*)((?:\{\{.*?\}\}|"[^"]*"|'[^']*'|[^"'>])*?)(/?)>""", re.S)
ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)\s*=\s*("[^"]*"|'[^']*')""", re.S)
MUSTACHE = re.compile(r"\{\{(.*?)\}\}", re.S)
STRING = re.compile(r"""'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)\"""")


NO_TEXTS = ("style", "src", "url", "href", "class")


def said(root, templates):
    """Static texts, attributes and strings of expressions with Han characters, each with its template."""
    found = {"static text": set(), "attributes": set(), "expressions": set()}
    for template in templates:
        source = open(os.path.join(root, template), encoding="utf-8-sig", errors="replace").read()
        source = re.sub(r"<!--.*?-->", "", source, flags=re.S)
        source = re.sub(r"<wxs\b[^>]*>.*?</wxs>", "", source, flags=re.S)

        def take(value, kind):
            value = html.unescape(value)
            if not HAN.search(value): return
            if "{{" not in value: found[kind].add((template, value.strip()))
            for inside in MUSTACHE.findall(value):
                for match in STRING.finditer(inside):
                    text = match.group(1) or match.group(2) or ""
                    before, after = inside[:match.start()].rstrip(), inside[match.end():].lstrip()
                    if before.endswith("=") or after[:2] in ("==", "!=") or after.startswith(":") and not before: continue
                    if HAN.search(text): found["expressions"].add((template, text.strip()))

        at = 0
        for tag in TAG.finditer(source):
            take(source[at:tag.start()], "static text")
            at = tag.end()
            for name, value in ATTRIBUTE.findall(tag.group(3)):
                if tag.group(2) not in ("import", "include") and name not in NO_TEXTS: take(value[1:-1], "attributes")
        take(source[at:], "static text")
    return found


def compare(name, folder):
    root = root_of(folder)
    if root is None: return True
    ok = True
    for mode, compiler, options in MODES:
        package = os.path.join(work, "built.wxapkg")
        templates, refused = build(root, package, compiler, options)
        source, built = evidence(root), evidence(package)
        known = [t for t in templates if t not in refused]
        print("%s (%s): %d templates%s" % (name, mode, len(known), ", not compiled: " + ", ".join(refused) if refused else ""))
        for kind, texts in said(root, known).items():
            # Of a named template: its file's.
            squeezed = lambda found: {(m.split("#")[0], " ".join(t.split())) for m, t in found["text"]}
            for where, found in (("source", squeezed(source)), ("package", squeezed(built))):
                missing = sorted((t, x) for t, x in texts if (t[:-5], " ".join(x.split())) not in found)
                print("  %-12s %-8s %d of %d" % (kind, where, len(texts) - len(missing), len(texts)))
                for template, text in missing[:SHOWN]: print("    missing in the %s: %s %r" % (where, template, text))
                if missing and kind == "static text": ok = False
        for kind in source:
            both = source[kind] & built[kind]
            print("  %-12s %-8s %d in both, %d only in the source, %d only in the package" %
                  (kind, "", len(both), len(source[kind] - built[kind]), len(built[kind] - source[kind])))
            for side, rest in (("source", source[kind] - built[kind]), ("package", built[kind] - source[kind])):
                for item in sorted(rest)[:SHOWN]: print("    only in the %s: %r" % (side, item))
    return ok


failed = [f for f in folders if not compare(os.path.basename(f.rstrip("/")) if os.path.basename(f) != "app" else f.split("/")[-2], f)]
print("check-wcc: " + ("ok" if not failed else "static texts differ in " + ", ".join(failed)))
sys.exit(1 if failed else 0)
