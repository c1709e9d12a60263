// The peer of js_bench: acorn_bench.mjs ACORN FILE… answers each line of its input with the microseconds of processor
// time that one pass of acorn's tokeniser takes. First it prints the files that acorn can tokenise, one a line, and an empty line.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";

const [folder, ...files] = process.argv.slice(2);
const acorn = await import(`${folder}/dist/acorn.mjs`);
const options = { ecmaVersion: "latest", sourceType: "script", allowHashBang: true };

function tokens(source) {
  let seen = 0;
  for (const token of acorn.tokenizer(source, options)) seen += token.end;
  return seen;
}

const sources = [];
for (const file of files) {
  const source = readFileSync(file, "utf8");
  try {
    tokens(source);
    sources.push(source);
    console.log(file);
  } catch {}
}
console.log("");
for await (const line of createInterface({ input: process.stdin })) {
  let seen = 0;
  const begin = process.cpuUsage();
  for (const source of sources) seen += tokens(source);
  const { user, system } = process.cpuUsage(begin);
  console.log(`${user + system} ${seen}`);
}
