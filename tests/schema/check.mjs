// Checks JSON reports against docs/report.schema.json with a full validator:
//   npm ci or npm install, then: node check.mjs REPORT.json…
// Every report given must be valid, and each of its purpose-made damages must not be: a schema that accepts
// everything would pass the first half alone.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";

const schema = JSON.parse(readFileSync(new URL("../../docs/report.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: false }).compile(schema);

const damages = {
  "an unknown verdict": (report) => { report.verdict = "illegal"; },
  "an unknown key": (report) => { report.extra = 1; },
  "no coverage": (report) => { delete report.coverage; },
  "another version": (report) => { report.schema = "jianfu-report/2"; },
  "a size in words": (report) => { report.package.size = "large"; },
  "an unknown kind of evidence": (report) => { report.coverage.by_kind.picture = 1; },
  "a result without verdict": (report) => { report.results.push({ rule_id: "x" }); },
  "a gap without reason": (report) => { report.coverage.gaps.push({ id: "g0" }); },
};

let failed = 0;
function complain(text) {
  console.error(text);
  failed = 1;
}

const files = process.argv.slice(2);
if (files.length === 0) complain("usage: node check.mjs REPORT.json…");
for (const file of files) {
  const document = JSON.parse(readFileSync(file, "utf8"));
  if (!validate(document)) {
    complain(`${file}: ${JSON.stringify(validate.errors)}`);
    continue;
  }
  for (const report of [document].flat()) {
    for (const [name, damage] of Object.entries(damages)) {
      const broken = structuredClone(report);
      damage(broken);
      if (validate(broken)) complain(`${file}: still valid with ${name}`);
    }
  }
}
if (!failed) console.log(`${files.length} reports are valid`);
process.exit(failed);
