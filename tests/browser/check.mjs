// The HTML report as a reviewer meets it, in Chromium, from disk:
//   node check.mjs FOLDER PROGRAM
// FOLDER holds NAME.html and NAME.json of each report, and hostile.html of the package of make_hostile.mjs. Screenshots,
// PDF files and exported opinions are left in FOLDER.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { checks, phone, wide } from "./browser.mjs";

const [folder, program] = process.argv.slice(2).map((one) => resolve(one));
const remark = '请提供依据 <script>alert(1)</script> "引号"\n第二行';
const { check, open, fits, accessible: accessible_now, end } = await checks("check-html", folder);

const seen = (page) => page.evaluate(() => document.body.innerText);
const plain = (text) => text.replace(/\s+/g, "");

async function language(name) {
  const { page, context, quiet } = await open(name, wide);
  check((await seen(page)).includes("发现清单"), `${name}: no Chinese to begin with`);
  check(!(await seen(page)).includes("Findings shown"), `${name}: English is shown beside Chinese`);
  await page.click("#language");
  const english = await seen(page);
  check(english.includes("Findings") && !english.includes("发现清单"), `${name}: the language does not change`);
  check((await page.getAttribute("html", "lang")) === "en", `${name}: lang does not change`);
  check((await page.textContent("#filter option")) === "all", `${name}: choices stay Chinese`);
  await page.click("#language");
  check((await seen(page)).includes("发现清单"), `${name}: the language does not change back`);
  quiet();
  await context.close();
}

async function filter(name, report) {
  const { page, context, quiet } = await open(name, wide);
  const shown = () => page.locator(".place:visible").count();
  const total = await page.locator(".place").count();
  const problems = report.required.filter((one) => !["not-found", "not-applicable"].includes(one.verdict));
  check(total === report.findings.length + problems.length, `${name}: ${total} findings on the page`);
  check((await shown()) === total, `${name}: findings are hidden from the start`);
  for (const verdict of ["suspected", "explain", "hint"]) {
    await page.selectOption("#filter", verdict);
    const expected = [...report.findings, ...problems].filter((one) => one.verdict === verdict).length;
    check((await shown()) === expected, `${name}: ${await shown()} instead of ${expected} ${verdict}`);
    check((await page.textContent("#count")) === `${expected} / ${total}`, `${name}: the count is wrong`);
  }
  await page.selectOption("#filter", "");
  await page.fill("#search", "没有这样的字样 xyzzy");
  check((await shown()) === 0, `${name}: a search for nothing finds something`);
  if (report.findings.length > 0) {
    await page.fill("#search", report.findings[0].rule_id);
    const found = await shown();
    check(found > 0 && (found < total || total === 1), `${name}: the search finds ${found} of ${total}`);
  }
  quiet();
  await context.close();
}

// Fills in the first finding, exports, and lets the program put it into the report.
async function opinion(name, report) {
  const { page, context, quiet } = await open(name, wide);
  await page.click("#export");
  check((await page.locator("[data-answer=who]").isVisible()), `${name}: exports without a reviewer`);
  await page.fill("#reviewer", "核查一组");
  await page.fill("#date", "2026-04-01");
  await page.click("#export");
  check((await page.locator("[data-answer=empty]").isVisible()), `${name}: exports nothing`);
  const block = page.locator(".opinion").first();
  await block.locator("[data-field=decision]").selectOption("more-needed");
  await block.locator("[data-field=remark]").fill(remark);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#export")]);
  const file = join(folder, `${name}.review.json`), out = join(folder, `${name}.reviewed.json`), again = join(folder, `${name}.reviewed.html`);
  await download.saveAs(file);
  check(/^jianfu-review-[0-9a-f]{12}\.json$|^jianfu-review-report\.json$/.test(download.suggestedFilename()), `${name}: saved as ${download.suggestedFilename()}`);
  const exported = JSON.parse(readFileSync(file, "utf8"));
  check(exported.packages.length === 1 && exported.packages[0].findings.length === 1, `${name}: exports more than was written`);
  execFileSync(program, ["review", "apply", join(folder, name.replace(/html$/, "json")), file, "-o", out, "-o", again], { stdio: "pipe" });
  const merged = JSON.parse(readFileSync(out, "utf8"));
  const first = exported.packages[0].findings[0].fingerprint;
  const found = [...merged.findings, ...merged.required].find((one) => one.fingerprint === first);
  check(found?.review?.remark === remark && found.review.decision === "more-needed" && found.review.reviewer === "核查一组",
    `${name}: the opinion does not arrive`);
  quiet();
  await context.close();
  const reviewed = await open(basename(again), wide);
  check((await reviewed.page.locator(".told").first().innerText()).includes("第二行"), `${name}: the opinion is not shown`);
  check((await reviewed.page.locator("[data-field=remark]").first().inputValue()) === remark, `${name}: the opinion cannot be edited`);
  reviewed.quiet();
  await reviewed.context.close();
}

async function paper(name, report) {
  const { page, context, quiet } = await open(name, wide);
  await page.fill("#search", "没有这样的字样 xyzzy");  // what is filtered out is printed all the same
  const pdf = join(folder, `${name}.pdf`);
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const text = plain(execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }));
  for (const title of new Set(report.findings.map((one) => one.title.zh))) check(text.includes(plain(title)), `${name}: the PDF lacks ${title}`);
  check(text.includes("政务移动互联网应用程序功能检查报告") && text.includes("检测人"), `${name}: the PDF lacks its title or the sign-off`);
  check(text.includes("□认定") && !text.includes("导出意见"), `${name}: the PDF shows the wrong fields`);
  check(/Page size:.*A4/.test(execFileSync("pdfinfo", [pdf], { encoding: "utf8" })), `${name}: the PDF is not A4`);
  quiet();
  await context.close();
}

async function accessible(name, viewports = [wide, phone], languages = ["zh", "en"]) {
  for (const viewport of viewports) {
    const { page, context } = await open(name, viewport, { bypassCSP: true });
    await fits(page, name, viewport);
    for (const lang of languages) {
      await accessible_now(page, `${name} (${lang}, ${viewport.width})`);
      await page.click("#language");
    }
    await context.close();
  }
}

async function without_script(name) {
  const { page, context, quiet } = await open(name, wide, { javaScriptEnabled: false });
  check((await page.locator("main").innerText()).includes("发现清单"), `${name}: nothing to read without scripts`);
  check(!(await page.locator("#tools").isVisible()) && !(await page.locator(".controls").first().isVisible()), `${name}: dead controls without scripts`);
  quiet();
  await context.close();
}

// A sketch for each finding that has one, with its hits flagged, as wide as its place at most, and named.
async function sketches(name, report) {
  for (const viewport of [wide, phone]) {
    const { page, context, quiet } = await open(name, viewport);
    const expected = report.findings.filter((one) => one.sketch !== null);
    const drawn = page.locator("svg.sk");
    check(expected.length > 0 && (await drawn.count()) === expected.length, `${name}: ${await drawn.count()} sketches instead of ${expected.length}`);
    const hits = expected.flatMap((one) => one.sketch.rows).filter((row) => row.hit).length;
    check((await page.locator(".sk-flag").count()) === hits, `${name}: not ${hits} flags`);
    const odd = await page.evaluate(() => [...document.querySelectorAll("svg.sk")].filter((one) => {
      const box = one.getBoundingClientRect();
      const outside = [...one.querySelectorAll("text")].some((text) => {
        const inner = text.getBoundingClientRect();
        return inner.left < box.left || inner.right > box.right;
      });
      return outside || box.width > one.closest(".place").clientWidth || !document.getElementById(one.getAttribute("aria-labelledby"))?.innerText;
    }).length);
    check(odd === 0, `${name}: ${odd} sketches are too wide or have no name at ${viewport.width}`);
    await page.locator(".on-the-phone").first().screenshot({ path: join(folder, `${name}.sketch.${viewport.width}.png`) });
    quiet();
    await context.close();
  }
}

// Texts of the package are there to read, and are nothing but text.
async function hostile(name) {
  const { page, context, quiet } = await open(name, wide);
  const told = await page.evaluate(() => ({
    hacked: window.hacked,
    text: document.body.textContent,
    foreign: document.querySelectorAll("img,svg:not(.sk),iframe,object,embed,link,base,meta[http-equiv=refresh],body script:not(:last-of-type)").length,
    drawn: [...document.querySelectorAll("svg.sk *")].map((one) => one.localName).filter((one) => !["rect", "path", "g", "text", "tspan"].includes(one)).length,
    sketches: document.querySelectorAll("svg.sk").length,
    handlers: [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some((a) => /^on|^style$/i.test(a.name))).length,
    links: [...document.querySelectorAll("[href],[src]")].filter((one) => !(one.getAttribute("href") ?? "").startsWith("#")).length,
  }));
  check(told.hacked === undefined, `${name}: a script of the package ran`);
  check(told.foreign === 0 && told.handlers === 0 && told.links === 0, `${name}: markup of the package is in the page`);
  check(told.sketches > 0 && told.drawn === 0, `${name}: ${told.sketches} sketches with ${told.drawn} elements that are not ours`);
  check(told.text.includes("<script>window.hacked = 1") && told.text.includes("onerror="), `${name}: the texts are not shown`);
  check(told.text.includes("\\u{202E}") && told.text.includes("\\x1B"), `${name}: control characters are not made visible`);
  check(!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(told.text), `${name}: control characters are in the page`);
  await page.fill("#search", "<script>");
  await page.click("#language");
  await page.pdf({ path: join(folder, "hostile.pdf") });
  check((await page.evaluate(() => window.hacked)) === undefined, `${name}: a script of the package ran later`);
  quiet();
  // The second line of defence: markup that got in all the same does nothing.
  const second = await open(name, wide);
  await second.page.evaluate(() => {
    const made = document.createElement("div");
    made.innerHTML = '<img src="x" onerror="window.hacked = 2"><img src="http://127.0.0.1:9/x">';
    document.body.appendChild(made);
    const script = document.createElement("script");
    script.textContent = "window.hacked = 3";
    document.body.appendChild(script);
  });
  await second.page.waitForTimeout(300);
  check((await second.page.evaluate(() => window.hacked)) === undefined, `${name}: the policy lets a script run`);
  await second.context.close();
  await context.close();
}

for (const file of readdirSync(folder).filter((one) => /^sample-.*\.html$/.test(one) && !one.includes(".reviewed"))) {
  const report = JSON.parse(readFileSync(join(folder, file.replace(/html$/, "json")), "utf8"));
  await filter(file, report);
  if (report.findings.some((one) => one.sketch)) await sketches(file, report);
}
await accessible("sample-clean.html", [phone], ["zh"]);
const main = "sample-main.html", report = JSON.parse(readFileSync(join(folder, "sample-main.json"), "utf8"));
await accessible(main);
await language(main);
await sketches(main, report);
await opinion(main, report);
await paper(main, report);
await without_script(main);
await hostile("hostile.html");
await opinion("hostile.html", JSON.parse(readFileSync(join(folder, "hostile.json"), "utf8")));
await accessible("hostile.html", [phone], ["zh"]);
await accessible("batch.html", [wide], ["zh"]);
await end();
