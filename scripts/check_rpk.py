"""check_rpk.py prepare APP: adds a page, components, a sub-package, texts of several languages to a quick-app project.
check_rpk.py compare EXPECTED EVIDENCE…: what `jianfu evidence` printed of one app in several forms, against what its bundles
hold (check_rpk.mjs), and against each other."""
import json
import os
import re
import sys

SIGN = '''<template>
  <div class="page">
    <title-bar title="登记处" onback="goBack"></title-bar>
    <text if="{{done}}">今日已完成</text>
    <text elif="{{count > 3}}">还剩{{count}}次机会</text>
    <text else>{{ tip + '，请尽快' }}</text>
    <text>{{ done ? '已经登记' : '未曾登记' }}</text>
    <text>{{ kind === '甲类' ? name : '' }}</text>
    <div for="{{(i, item) in list}}" tid="id"><text>第{{i+1}}名 {{item.name}}</text></div>
    <div for="list"><text onclick="pick($item.id, '乙类')">{{$item.name}}</text></div>
    <text>姓名<span>（必填）</span></text>
    <input type="text" placeholder="请输入姓名" value="{{name}}" onchange="onName" />
    <input type="text" model:value="{{phone}}" placeholder="手机号" maxlength="11" />
    <input type="checkbox" checked="true" name="agree" /><label target="agree">我已阅读</label>
    <textarea placeholder="备注说明">默认备注</textarea>
    <select><option value="1">一等</option><option value="2">二等</option></select>
    <a href="/packageA/Mine?x=1">去我的</a>
    <web src="https://h5.example.cn/page"></web>
    <input type="button" value="立即登记" onclick="doSign" @longpress="longDo(3)" />
    <text>{{ `共${count}项` }}</text>
    <text>
      换行 的  文字
    </text>
  </div>
</template>
<import name="title-bar" src="../../components/TitleBar"></import>
<script>
import geolocation from '@system.geolocation'
import router from '@system.router'
import { showToast as toast } from '@system.prompt'
const media = require('@system.media')
export default {
  private: { done: false, count: 3, tip: '尚未登记', name: '', kind: '', phone: '', list: [] },
  doSign() {
    geolocation.getLocation({ success: d => toast({ message: '登记成功' }), timeout: 3000 })
    media.takePhoto({ success() {} })
  },
  goBack() { router.back() },
  toMine() { router.push({ uri: 'packageA/Mine' }) }
}
</script>
'''
BAR = '''<template><div><text>{{title}}</text><text onclick="back">返回上页</text></div></template>
<script>export default { props: ['title'], back() { this.$emit('back') } }</script>
'''
MINE = '''<template><div><text>我的页面</text><text onclick="go">前往{{where}}</text></div></template>
<script>import router from '@system.router'
export default { private: { where: '' }, go() { router.push({ uri: '/pages/Sign' }) } }</script>
'''
CALLS = {'system.geolocation.getLocation', 'system.media.takePhoto', 'system.router.push', 'system.prompt.showToast'}


def prepare(app):
    files = {'src/pages/Sign/index.ux': SIGN, 'src/components/TitleBar.ux': BAR, 'src/packageA/Mine/index.ux': MINE,
             'src/i18n/zh-CN.json': json.dumps({'message': {'title': '每日登记'}}, ensure_ascii=False)}
    for name, text in files.items():
        os.makedirs(os.path.dirname(os.path.join(app, name)), exist_ok=True)
        open(os.path.join(app, name), 'w', encoding='utf-8').write(text)
    path = os.path.join(app, 'src/manifest.json')
    manifest = json.load(open(path, encoding='utf-8'))
    manifest['features'] += [{'name': 'system.geolocation'}, {'name': 'system.media'}]
    manifest['router']['pages'].update({'pages/Sign': {'component': 'index'}, 'packageA/Mine': {'component': 'index'}})
    manifest['subpackages'] = [{'name': 'pkgA', 'resource': 'packageA'}]
    manifest['display']['pages']['pages/Sign'] = {'titleBarText': '${message.title}'}
    json.dump(manifest, open(path, 'w', encoding='utf-8'), ensure_ascii=False)


WORD = r'("(?:[^"\\]|\\.)*"|\S+)'


def plain(word):
    if not word.startswith('"'):
        return word
    return re.sub(r'\\(.)', lambda m: {'n': '\n', 't': '\t', 'r': '\r'}.get(m.group(1), m.group(1)), word[1:-1])


class Evidence:
    """Pages with their titles; texts and fields by page, those of its components and scripts among them."""

    def __init__(self, path):
        self.pages, self.calls, self.permissions = {}, set(), set()
        within, texts = {}, {}
        for line in open(path, encoding='utf-8'):
            if match := re.match(r'module page ' + WORD + r'(?: title=' + WORD + r')?', line):
                self.pages[match.group(1)] = plain(match.group(2) or '')
            elif match := re.match(r'edge (?:includes|uses) (\S+) (\S+)', line):
                within.setdefault(match.group(1), set()).add(match.group(2))
            elif match := re.match(r'(?:text \w+|field) ' + WORD + r'.* in=(\S+)', line):
                texts.setdefault(match.group(2), set()).add(plain(match.group(1)))
            elif match := re.match(r'call (\S+)', line):
                self.calls.add(match.group(1))
            elif match := re.match(r'permission (\S+)', line):
                self.permissions.add(match.group(1))
        self.texts = {}
        for page in self.pages:
            seen, todo = set(), [page]
            while todo:
                module = todo.pop()
                if module not in seen:
                    seen.add(module)
                    todo += within.get(module, ())
            self.texts[page] = set().union(*(texts.get(module, set()) for module in seen))


def compare(expected, paths):
    failed = False

    def check(good, message):
        nonlocal failed
        if not good:
            failed = True
            print('check-rpk: MISSING', message)

    forms = [(os.path.basename(path)[:-len('.evidence')], Evidence(path)) for path in paths]
    rows = [line.rstrip('\n').split('\t') for line in open(expected, encoding='utf-8')]
    for name, form in forms:
        count = {'page': 0, 'text': 0, 'part': 0, 'feature': 0}
        for kind, what, *text in rows:
            count[kind] += 1
            if kind == 'page':
                title = '每日登记' if text[0].startswith('${') else text[0]
                got = form.pages.get(what)
                check(got is not None and (title == '' or got == title), f'{name}: page {what} "{title}", read: {got}')
            elif kind == 'feature':
                check(what in form.permissions or name == 'app', f'{name}: feature {what}')
            else:
                have = form.texts.get(what, set())
                compared = kind == 'part' and text[0] == '甲类'  # compared with, never shown
                found = text[0] in have or any(text[0] in one for one in have)
                check(found != compared, f'{name}: {kind} "{text[0]}" of {what}')
        check(CALLS <= form.calls, f'{name}: calls {sorted(CALLS - form.calls)}')
        print(f'check-rpk: {name}: {count["page"]} pages, {count["text"]} texts, {count["part"]} texts of expressions, '
              f'{count["feature"]} features, {len(CALLS)} calls looked for')
    first_name, first = forms[0]
    for name, form in forms[1:]:
        for page in sorted(set(first.pages) | set(form.pages)):
            mine, other = first.texts.get(page, set()), form.texts.get(page, set())
            check(mine == other, f'{page}: only {first_name}: {sorted(mine - other)}; only {name}: {sorted(other - mine)}')
        print(f'check-rpk: {first_name} and {name}: {sum(map(len, first.texts.values()))} texts of {len(first.pages)} pages')
    return failed


if sys.argv[1] == 'prepare':
    prepare(sys.argv[2])
else:
    sys.exit(1 if compare(sys.argv[2], sys.argv[3:]) else 0)
