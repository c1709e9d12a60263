// What the checks of pages in Chromium share: a page opened from disk, with what it asked for and complained of, and axe.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const wide = { width: 1280, height: 900 }, phone = { width: 360, height: 740 };

export async function checks(script, folder) {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  let failed = 0;

  function check(holds, what) {
    if (holds) return;
    console.error(`${script}: ${what}`);
    failed = 1;
  }

  async function open(name, viewport, options = {}) {
    const context = await browser.newContext({ viewport, acceptDownloads: true, ...options });
    const page = await context.newPage();
    const asked = [], said = [];
    const address = pathToFileURL(join(folder, name)).href;
    context.on("request", (request) => { if (request.url().split("#")[0] !== address) asked.push(request.url()); });
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("dialog", (dialog) => { if (dialog.type() !== "beforeunload") said.push("dialog"); dialog.accept(); });
    await page.goto(address, { waitUntil: "load" });
    return { page, context, quiet: () => {
      check(asked.length === 0, `${name} asks for ${asked.join(" ")}`);
      check(said.length === 0, `${name} says ${said.join(" | ")}`);
    } };
  }

  // Leaves a screenshot, and holds the page to its width.
  async function fits(page, name, viewport) {
    const across = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    check(across <= 0, `${name}: ${across} pixels too wide for ${viewport.width}`);
    await page.screenshot({ path: join(folder, `${name}.${viewport.width}.png`) });
  }

  // Of a page that was opened with bypassCSP.
  async function accessible(page, name) {
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    for (const one of found.violations) {
      if (["serious", "critical"].includes(one.impact))
        check(false, `${name}: ${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
    }
  }

  async function end() {
    await browser.close();
    if (!failed) console.log(`${script}: ok`);
    process.exit(failed);
  }

  return { check, open, fits, accessible, end };
}
