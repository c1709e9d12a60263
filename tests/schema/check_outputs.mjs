// Checks outputs for other tools against what those tools publish:
//   node check_outputs.mjs FOLDER     where FOLDER holds x.sarif, x.junit.xml, x.codequality.json, x.github, x.diff.json
// and comparisons of two versions against docs/diff.schema.json.
// Every one must be valid, and every purpose-made damage must be noticed: a check that accepts everything would pass the
// first half alone.
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Ajv04 from "ajv-draft-04";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const json = (path) => JSON.parse(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
const folder = process.argv[2];

let failed = 0;
function complain(text) {
  console.error(text);
  failed = 1;
}

// The pattern of `language` in the published schema of SARIF is none under /u.
function validator(Ajv, path) {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(json(path));
  return (document) => (validate(document) ? "" : JSON.stringify(validate.errors));
}

const sarifSchemas = [
  validator(Ajv04, here("node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")),
  validator(Ajv2020, here("node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json")),
];
const codeQuality = validator(Ajv2020, here("codequality.schema.json"));
const comparison = validator(Ajv2020, here("../../docs/diff.schema.json"));

// ---- SARIF ----

// The program knows rules that no schema can say, and lets pass what both schemas refuse: it is never the only one.
// SARIF1004 does not know that the path of an entry inside a package begins with a slash, as in the standard's example.
function multitool(files) {
  const program = here("node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool");
  chmodSync(program, 0o755);
  const ran = spawnSync(program, ["validate", "--rule-kind", "Sarif;Ghas", ...files], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
  });
  if (!/Analysis completed successfully/.test(ran.stdout)) return `the program did not run: ${ran.error ?? ran.stderr}`;
  const slash = /SARIF1004: The relative reference '[^']*' begins with a slash/;
  return ran.stdout.split("\n").filter((line) => /: error [A-Z]+\d+:/.test(line) && !slash.test(line)).join("\n");
}

// What GitHub takes of a file.
function limits(document) {
  if (document.runs.length > 20) return `${document.runs.length} runs`;
  for (const run of document.runs) {
    if (run.results.length > 5000) return `${run.results.length} results`;
    for (const result of run.results) {
      if ((result.relatedLocations ?? []).length > 100) return "too many locations";
      if (run.tool.driver.rules[result.ruleIndex].id !== result.ruleId) return `rule ${result.ruleId} is not where it should be`;
      if (!result.locations[0].physicalLocation.region.startLine) return "a result without a line";
    }
    for (const rule of run.tool.driver.rules) {
      if (rule.properties.tags.length > 20) return `tags of ${rule.id}`;
    }
  }
  return "";
}

const sarifDamages = {
  "no version": (log) => { delete log.version; },
  "an unknown kind": (log) => { log.runs[0].results[0].kind = "failed"; },
  "an unknown level": (log) => { log.runs[0].results[0].level = "fatal"; },
  "a result without message": (log) => { delete log.runs[0].results[0].message; },
  "an unknown key": (log) => { log.runs[0].results[0].verdict = "suspected"; },
  "an unknown state of the baseline": (log) => { log.runs[0].results[0].baselineState = "old"; },
  "line 0": (log) => { log.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0; },
  "a suppression of an unknown kind": (log) => { log.runs[0].results[0].suppressions = [{ kind: "waiver" }]; },
  "a driver without name": (log) => { delete log.runs[0].tool.driver.name; },
};

function checkSarif(file) {
  const log = json(file);
  for (const problem of [...sarifSchemas.map((schema) => schema(log)), limits(log)]) {
    if (problem) return complain(`${file}: ${problem}`);
  }
  if (!log.runs.some((run) => run.results.length > 0)) return;
  log.runs = log.runs.filter((run) => run.results.length > 0);
  for (const [name, damage] of Object.entries(sarifDamages)) {
    const broken = structuredClone(log);
    damage(broken);
    if (sarifSchemas.some((schema) => schema(broken) === "")) complain(`${file}: still valid with ${name}`);
  }
}

function checkWithMultitool(files) {
  const problem = multitool(files);
  if (problem) complain(problem);
  const file = files.find((one) => json(one).runs.some((run) => run.results.length > 0));
  if (!file) return complain("no SARIF file with a result");
  const broken = json(file);
  broken.runs.find((run) => run.results.length > 0).results[0].ruleIndex = 9999;
  const damaged = `${folder}/damaged.json`;
  writeFileSync(damaged, JSON.stringify(broken));
  if (!multitool([damaged])) complain("the program accepts a rule that is not there");
}

// ---- JUnit ----

function xmllint(text) {
  const ran = spawnSync("xmllint", ["--noout", "--nonet", "--schema", here("junit.xsd"), "-"], { input: text, encoding: "utf8" });
  return ran.status === 0 ? "" : ran.stderr || String(ran.error);
}

const junitDamages = {
  "an attribute that Jenkins refuses": (text) => text.replace("<testcase ", '<testcase file="a" '),
  "a case without name": (text) => text.replace(/<testcase name="[^"]*"/, "<testcase"),
  "a suite without counts": (text) => text.replace(/(<testsuite [^>]*) tests="\d+"/, "$1"),
  "an element that Jenkins refuses": (text) => text.replace("</testsuite>", "<properties/></testsuite>"),
  "an end that is missing": (text) => text.replace("</testsuites>", ""),
};

// The counts are those of the cases.
function counted(text) {
  const count = (pattern) => (text.match(pattern) ?? []).length;
  const head = text.match(/<testsuites [^>]*tests="(\d+)" failures="(\d+)" errors="(\d+)"/);
  const found = [count(/<testcase /g), count(/<failure /g), count(/<error /g)];
  return head && found.every((number, i) => number === Number(head[i + 1])) ? "" : `counts differ from ${found}`;
}

function checkJunit(file) {
  const text = readFileSync(file, "utf8");
  const problem = xmllint(text) || counted(text);
  if (problem) return complain(`${file}: ${problem}`);
  for (const [name, damage] of Object.entries(junitDamages)) {
    const broken = damage(text);
    if (broken === text || !xmllint(broken)) complain(`${file}: still valid with ${name}`);
  }
}

// ---- Code Quality ----

function codeQualityProblem(list) {
  const problem = codeQuality(list);
  if (problem) return problem;
  return new Set(list.map((one) => one.fingerprint)).size === list.length ? "" : "fingerprints that are equal";
}

const codeQualityDamages = {
  "an unknown severity": (list) => { list[0].severity = "high"; },
  "no fingerprint": (list) => { delete list[0].fingerprint; },
  "a fingerprint twice": (list) => { list.push(list[0]); },
  "a path with ./": (list) => { list[0].location.path = "./a.apk"; },
  "line 0": (list) => { list[0].location.lines.begin = 0; },
  "no description": (list) => { delete list[0].description; },
};

function checkCodeQuality(file) {
  const list = json(file);
  const problem = codeQualityProblem(list);
  if (problem) return complain(`${file}: ${problem}`);
  if (list.length === 0) return;
  for (const [name, damage] of Object.entries(codeQualityDamages)) {
    const broken = structuredClone(list);
    damage(broken);
    if (!codeQualityProblem(broken)) complain(`${file}: still valid with ${name}`);
  }
}

// ---- workflow commands ----

function commandProblem(text) {
  const lines = text.split("\n").filter((line) => line !== "");
  const wrong = lines.find((line) => !/^::(error|warning|notice) (file=[^,:]+,line=\d+(,col=\d+)?,)?title=[^,:]+::.+$/.test(line));
  if (wrong) return `no command: ${wrong}`;
  const most = ["error", "warning", "notice"].find((type) => lines.filter((line) => line.startsWith(`::${type} `)).length > 10);
  return most ? `more than ten of ${most}` : "";
}

function checkCommands(file) {
  const text = readFileSync(file, "utf8");
  const problem = commandProblem(text);
  if (problem) return complain(`${file}: ${problem}`);
  if (!commandProblem(`${text}::error file=a:b,line=1,title=x::y\n`)) complain(`${file}: still valid with a colon in a property`);
  if (!commandProblem(`${text}a line\n`)) complain(`${file}: still valid with a line that is no command`);
}

// ---- comparisons ----

const diffDamages = {
  "another version": (diff) => { diff.schema = "jianfu-diff/2"; },
  "an unknown key": (diff) => { diff.extra = 1; },
  "no tool": (diff) => { delete diff.tool; },
  "an unknown verdict": (diff) => { diff.worse = "illegal"; },
  "a side without path": (diff) => { delete (diff.after ?? diff.before).path; },
  "a size in words": (diff) => { (diff.after ?? diff.before).size = "large"; },
  "functions that are counted in words": (diff) => { diff.functions_unchanged = "none"; },
  "a function without state": (diff) => { diff.functions.push({ worse: true }); },
  "a title in one language": (diff) => { diff.results.push({ rule_id: "x", title: { zh: "x" } }); },
  "permissions as a list": (diff) => { diff.permissions = []; },
};

function checkDiff(file) {
  const diff = json(file);
  const problem = comparison(diff);
  if (problem) return complain(`${file}: ${problem}`);
  for (const [name, damage] of Object.entries(diffDamages)) {
    const broken = structuredClone(diff);
    damage(broken);
    if (!comparison(broken)) complain(`${file}: still valid with ${name}`);
  }
}

const files = (ending) => readdirSync(folder).filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`).sort();
const checks = { ".sarif": checkSarif, ".junit.xml": checkJunit, ".codequality.json": checkCodeQuality, ".github": checkCommands, ".diff.json": checkDiff };
const told = [];
const sarif = files(".sarif");
for (const [ending, check] of Object.entries(checks)) {
  const all = files(ending);
  if (all.length < 5) complain(`only ${all.length} files ${ending} in ${folder}`);
  all.forEach(check);
  told.push(`${all.length} ${ending}`);
}
if (sarif.length > 0) checkWithMultitool(sarif);
if (!failed) console.log(`outputs are valid: ${told.join(", ")}`);
process.exit(failed);
