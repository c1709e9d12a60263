// node check_rpk.mjs FOLDER: loads the bundles of an unpacked rpk as a client would, and prints what their templates
// hold: a line a page ("page NAME TITLE"), a line a text ("text PAGE TEXT"; "part PAGE TEXT" for a literal of an expression).
import fs from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'

const root = process.argv[2]
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'manifest.json'), 'utf8'))
const titles = (manifest.display || {}).pages || {}
const print = (...words) => console.log(words.map(w => w.replace(/\s+/g, ' ').trim()).join('\t'))
const shown = ['value', 'placeholder', 'title', 'content', 'alt', 'label']

function texts(page, node) {
  for (const [name, value] of Object.entries(node.attr || {})) {
    if (node.type === 'option' && name === 'value') continue
    if (typeof value === 'string' && shown.includes(name) && /\p{sc=Han}/u.test(value)) print('text', page, value)
    if (typeof value !== 'function') continue
    for (const [, , literal] of value.toString().matchAll(/(["'`])((?:(?!\1).)*)\1/g)) {
      for (const piece of literal.split(/\$\{[^}]*\}/)) if (/\p{sc=Han}/u.test(piece)) print('part', page, piece)
    }
  }
  for (const child of node.children || []) texts(page, child)
}

const pages = { ...manifest.router.pages, ...manifest.router.widgets }
for (const [page, { component }] of Object.entries(pages)) {
  print('page', page, (titles[page] || {}).titleBarText || '')
  const templates = []
  const global = {
    $app_define$(name, dependencies, factory) {
      const module = { exports: {} }
      factory(() => ({ default: {} }), module.exports, module)
      if (module.exports.template) templates.push(module.exports.template)
    },
    $app_bootstrap$() {}, $app_require$: () => ({ default: {} }), console: { log() {}, warn() {} }, setTimeout() {}
  }
  vm.runInNewContext(fs.readFileSync(path.join(root, page, component + '.js'), 'utf8'), global)
  if (templates.length === 0) throw new Error(page + ': no template')
  for (const template of templates) texts(page, template)
}
for (const { name } of manifest.features || []) print('feature', name)
