// The peer of js_bench: acorn_bench.mjs ACORN FILE… answers each line of its input with the nanoseconds of one pass of
// acorn's tokeniser. First it prints the files that acorn can tokenise, one a line, and an empty line.
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
  const begin = process.hrtime.bigint();
  for (const source of sources) seen += tokens(source);
  console.log(`${process.hrtime.bigint() - begin} ${seen}`);
}
