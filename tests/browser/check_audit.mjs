// The page of an audit as a reviewer meets it, in Chromium, from disk:
//   node check_audit.mjs FOLDER PROGRAM
// FOLDER holds what scripts/check-audit-page makes: audit.db, before.db, audit.html, compared.html, english.html, pages.
// The SQL here is written from the tables of docs/audit.md, not from the program's questions.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checks, phone, wide } from "./browser.mjs";

const [folder, program] = process.argv.slice(2).map((one) => resolve(one));
const { check, open, fits, accessible, end } = await checks("check-audit-page", folder);

const words = { suspected: "疑似违规", explain: "需说明", "not-determined": "无法判断", hint: "提示", "not-found": "未见", "not-applicable": "不适用", failed: "未能检查" };
const order = ["suspected", "explain", "not-determined", "hint", "not-found", "not-applicable", "failed"];
const by_word = (a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict);

function audit(...call) {
  const told = execFileSync(program, ["audit", ...call, "--format", "json", "-q"], { encoding: "utf8", maxBuffer: 1 << 28 });
  return JSON.parse(told);
}
const sql = (statement, db = "audit.db") => audit("query", "--db", join(folder, db), "--sql", statement);

// The newest scan of what is there: scans of the context that runs last used.
const base = `WITH present AS (
    SELECT DISTINCT package FROM occurrence WHERE gone = 0 AND package IS NOT NULL),
  current AS (
    SELECT s.id AS scan, s.package, iif(s.failure_zh = '', s.verdict, 'failed') AS verdict, s.failure_zh, s.nothing_decisive, s.packed
    FROM scan s JOIN present USING (package) WHERE CAST(s.context AS TEXT) = (SELECT value FROM setting WHERE name = 'context')),
  belongs AS (
    SELECT f.id AS filing, f.unit, p.id AS package FROM filing f, package p WHERE p.id IN (SELECT package FROM present) AND
      (p.content = f.sha256 OR (length(f.app_id) > 0 AND p.app_id = f.app_id)
       OR (length(f.signer) > 0 AND length(f.name) > 0 AND p.signer = f.signer AND p.name = f.name)))`;

const texts = (rows) => rows.map((row) => Object.values(row).map((cell) => String(cell ?? "")));
const totals_of = (db) => sql(`${base} SELECT verdict, count(*) AS packages FROM (
    SELECT verdict FROM current UNION ALL SELECT 'failed' FROM occurrence WHERE gone = 0 AND package IS NULL) GROUP BY verdict`, db).sort(by_word);

function same(told, expected, what) {
  const [a, b] = [told, expected].map((rows) => JSON.stringify(rows));
  check(a === b, `${what}: the page has ${a.slice(0, 600)}, the database ${b.slice(0, 600)}`);
}
const sorted = (rows) => [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

// The rows of the table below a heading; none when it has none.
const table = (page, id) => page.evaluate((name) => {
  for (let at = document.getElementById(name)?.nextElementSibling; at && at.localName !== "h2"; at = at.nextElementSibling) {
    const found = at.localName === "table" ? at : at.querySelector("table");
    if (found) return [...found.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => cell.lastElementChild.textContent));
  }
  return [];
}, id);

async function totals(page, name) {
  const expected = totals_of("audit.db");
  const all = expected.reduce((sum, one) => sum + one.packages, 0);
  same(await table(page, "by-verdict"), expected.map((one) => [words[one.verdict], String(one.packages)]), `${name}: totals`);
  const bars = await page.evaluate(() => [...document.querySelectorAll("svg.bar-chart title")].map((one) => one.textContent));
  same(bars, expected.map((one) => `${words[one.verdict]} ${one.packages}`), `${name}: the bar`);
  const widths = await page.evaluate(() => [...document.querySelectorAll("svg.bar-chart rect")].map((one) => Number(one.getAttribute("width"))));
  check(expected.every((one, i) => Math.abs(widths[i] - (1000 * one.packages) / all) <= 1), `${name}: bars of ${widths} for ${all} packages`);
  const told = await page.evaluate(() => document.getElementById("by-verdict").nextElementSibling.textContent);
  same(told.match(/\d+/g), [all, ...expected.map((one) => one.packages)].map(String), `${name}: the sentence of totals`);
}

async function provisions(page, name) {
  const rows = sql(`${base} SELECT p.provision, p.title_zh, p.verdict, count(DISTINCT c.package) AS packages
    FROM current c JOIN provision p USING (scan) GROUP BY p.provision, p.title_zh, p.verdict`);
  rows.sort((a, b) => (a.provision < b.provision ? -1 : a.provision > b.provision ? 1 : by_word(a, b)));
  same(await table(page, "by-provision"), texts(rows.map((one) => ({ ...one, verdict: words[one.verdict] }))), `${name}: provisions`);
}

async function units(page, name) {
  const count = (where) => `(SELECT count(DISTINCT b.package) FROM belongs b JOIN current c USING (package) WHERE b.unit = u.unit ${where})`;
  const rows = sql(`${base} SELECT u.unit, (SELECT count(*) FROM filing f WHERE f.unit = u.unit) AS apps, ${count("")} AS packages,
      ${count("AND c.verdict = 'suspected'")} AS suspected, ${count("AND c.verdict = 'explain'")} AS explained,
      ${count("AND c.verdict IN ('not-determined', 'failed')")} AS undecided,
      (SELECT count(DISTINCT f.id) FROM belongs b JOIN current c USING (package) JOIN finding f USING (scan)
        WHERE b.unit = u.unit AND f.verdict IN ('suspected', 'explain')) AS findings
    FROM (SELECT DISTINCT unit FROM filing) u`);
  same(sorted(await table(page, "by-unit")), sorted(texts(rows)), `${name}: units`);
  const unfiled = sql(`${base} SELECT count(*) AS n FROM current WHERE package NOT IN (SELECT package FROM belongs)`)[0].n;
  same((await table(page, "unfiled")).length, unfiled, `${name}: what the register does not have`);
}

async function findings(page, name) {
  const all = sql(`${base} SELECT count(*) AS n FROM current JOIN finding f USING (scan) JOIN occurrence o ON o.package = current.package AND o.gone = 0
    WHERE f.verdict IN ('suspected', 'explain')`)[0].n;
  same((await table(page, "findings")).length, Math.min(all, 1000), `${name}: findings`);
}

async function not_assessable(page, name) {
  const rows = sql(`${base} SELECT o.path, '' AS name, '未能检查' AS verdict, o.failure_zh AS why FROM occurrence o WHERE o.gone = 0 AND o.package IS NULL
    UNION ALL SELECT o.path, p.name, c.verdict, iif(c.verdict = 'failed', c.failure_zh,
      (SELECT what_zh || iif(entry = '', '', ' (' || entry || ')') FROM gap WHERE gap.scan = c.scan ORDER BY place LIMIT 1))
    FROM current c JOIN package p ON p.id = c.package JOIN occurrence o ON o.package = p.id AND o.gone = 0
    WHERE c.verdict IN ('failed', 'not-determined') OR c.nothing_decisive <> 0 OR c.packed <> 0`);
  check(rows.length > 1, "nothing that cannot be assessed is in the audit");
  same(sorted(await table(page, "not-assessable")), sorted(texts(rows.map((one) => ({ ...one, verdict: words[one.verdict] ?? one.verdict })))), `${name}: not assessable`);
}

async function tampering(page, name) {
  const rows = sql(`${base} SELECT o.path, p.name, c.verdict, t.says_zh, iif(t.entry = '', '整个包', t.entry) AS entry, t.places
    FROM current c JOIN package p ON p.id = c.package JOIN occurrence o ON o.package = p.id AND o.gone = 0 JOIN tampering t USING (scan)`);
  same(sorted(await table(page, "tampering")), sorted(texts(rows.map((one) => ({ ...one, verdict: words[one.verdict] })))), `${name}: tampering`);
}

// Which apps do the same is computed, not asked of the database; what is said of them is held to it.
async function clusters(page, name) {
  const told = await table(page, "overlap");
  same(told, texts(audit("overlap", "--db", join(folder, "audit.db"), "--clusters")), `${name}: clusters`);
  const known = new Map(sql(`${base} SELECT o.path, p.name, p.app_id, p.version,
      coalesce((SELECT group_concat(unit, '|') FROM (SELECT DISTINCT unit FROM belongs b WHERE b.package = p.id)), '') AS units
    FROM current c JOIN package p ON p.id = c.package JOIN occurrence o ON o.package = p.id AND o.gone = 0`).map((one) => [one.path, one]));
  const sizes = new Map();
  for (const [cluster, size, app, id, version, unit, , path] of told) {
    const one = known.get(path);
    check(one && one.name === app && one.app_id === id && one.version === version, `${name}: ${path} is not ${app} ${id} ${version}`);
    check(unit === "" ? one?.units === "" : one?.units.split("|").includes(unit), `${name}: ${path} is of ${one?.units}, not ${unit}`);
    sizes.set(cluster, [...(sizes.get(cluster) ?? []), size]);
  }
  check(sizes.size > 0, `${name}: no clusters`);
  for (const [cluster, all] of sizes) check(all.every((size) => Number(size) === all.length), `${name}: cluster ${cluster} has ${all.length} rows of ${all[0]}`);
  const drawn = await page.evaluate(() => [...document.querySelectorAll(".clusters svg")].map((one) => one.querySelectorAll("circle").length));
  check(drawn.length > 0 && drawn.every((dots, i) => dots === Math.min(sizes.get(String(i + 1))?.length, 16)), `${name}: pictures with ${drawn} dots`);
}

async function trend(page, name) {
  const [before, now] = ["before.db", "audit.db"].map((db) => new Map(totals_of(db).map((one) => [one.verdict, one.packages])));
  const rows = order.filter((one) => before.has(one) || now.has(one)).map((one) => {
    const [then, here] = [before.get(one) ?? 0, now.get(one) ?? 0];
    return [words[one], String(then), String(here), (here > then ? "+" : "") + String(here - then)];
  });
  same(await table(page, "trend"), rows, `${name}: compared`);
  check((await table(page, "changes")).length > 0, `${name}: nothing changed`);
}

// Each path leads to the page of the package that lies there.
async function links(page, name) {
  const found = await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((one) => [one.href, one.textContent]));
  const contents = new Map(sql("SELECT o.path, p.content FROM occurrence o JOIN package p ON p.id = o.package WHERE o.gone = 0").map((one) => [one.path, one.content]));
  check(found.length > 0, `${name}: no links`);
  const pages = new Set();
  for (const [link, text] of found) {
    const path = fileURLToPath(link.split("#")[0]);
    check(existsSync(path) && basename(path) === `${contents.get(text)}.html`, `${name}: ${text} leads to ${link}`);
    pages.add(path);
  }
  const first = await open(join("pages", basename([...pages][0])), wide);
  check((await first.page.locator("h1").count()) === 1, `${name}: ${[...pages][0]} is no report`);
  first.quiet();
  await first.context.close();
}

async function reads_well(name, lang) {
  const seen = [];
  for (const viewport of [wide, phone]) {
    const { page, context, quiet } = await open(name, viewport, { javaScriptEnabled: false });
    check((await page.locator("script").count()) === 0, `${name}: there are scripts`);
    check((await page.getAttribute("html", "lang")).startsWith(lang), `${name}: not in ${lang}`);
    const text = await page.locator("main").innerText();
    check(!/\b(audience|filing)=|undefined|NULL|\{\d\}/.test(text), `${name}: words of the program: ${text.match(/.*(audience|filing)=.*/)?.[0]}`);
    seen.push(await page.locator("main").textContent());
    quiet();
    await context.close();
    const second = await open(name, viewport, { bypassCSP: true });
    await fits(second.page, name, viewport);
    await accessible(second.page, `${name} (${viewport.width})`);
    await second.context.close();
  }
  check(seen[0] === seen[1], `${name}: a phone shows something else`);
}

for (const name of ["audit.html", "compared.html"]) {
  const { page, context, quiet } = await open(name, wide);
  for (const part of [totals, provisions, units, findings, not_assessable, tampering, clusters, links]) await part(page, name);
  if (name === "compared.html") await trend(page, name);
  const roots = sql("SELECT DISTINCT root FROM occurrence WHERE gone = 0").map((one) => one.root);
  const cover = await page.locator("header.cover").innerText();
  check(roots.every((root) => cover.includes(root)), `${name}: the cover lacks a root`);
  quiet();
  await context.close();
}
await reads_well("audit.html", "zh");
await reads_well("compared.html", "zh");
await reads_well("english.html", "en");
await end();
