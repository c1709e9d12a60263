// acorn_check.mjs ACORN JS_BENCH FILE…: whether ours and acorn's tokeniser find the same tokens with the same strings in them.
// Templates are left out: acorn counts their pieces otherwise.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const [folder, bench, ...files] = process.argv.slice(2);
const acorn = await import(`${folder}/dist/acorn.mjs`);
const options = { ecmaVersion: "latest", sourceType: "script", allowHashBang: true };
const STRING = "5", TEMPLATE = "6";  // of TokenKind

function hash(text) {
  let out = 0x811c9dc5;
  for (const byte of Buffer.from(text.toWellFormed())) out = Math.imul(out ^ byte, 0x01000193) >>> 0;
  return out;
}

function theirs(source) {
  const out = [];
  const open = [];
  let bytes = 0, at = 0;
  const byteOf = (index) => {
    bytes += Buffer.byteLength(source.slice(at, index));
    at = index;
    return bytes;
  };
  for (const token of acorn.tokenizer(source, options)) {
    const kind = token.type.label;
    if (kind === "`" || kind === "template" || kind === "invalidTemplate") continue;
    if (kind === "${") {
      open.push("${");
      continue;
    }
    if (kind === "{") open.push("{");
    if (kind === "}" && open.pop() === "${") continue;
    const begin = byteOf(token.start), end = byteOf(token.end);
    out.push(`${begin} ${end} ${kind === "string" ? hash(token.value) : ""}`);
  }
  return out;
}

function ours(file) {
  const out = [];
  for (const line of execFileSync(bench, ["--tokens", file], { maxBuffer: 1 << 30 }).toString().split("\n")) {
    const [kind, begin, end, value] = line.split(" ");
    if (kind && kind !== TEMPLATE) out.push(`${begin} ${end} ${kind === STRING ? value : ""}`);
  }
  return out;
}

let tokens = 0, different = 0, unread = 0;
for (const file of files) {
  const source = readFileSync(file, "utf8");
  let wanted;
  try {
    wanted = theirs(source);
  } catch {
    ++unread;
    continue;
  }
  const got = ours(file);
  tokens += wanted.length;
  const length = Math.max(got.length, wanted.length);
  for (let i = 0; i < length; ++i) {
    if (got[i] === wanted[i]) continue;
    ++different;
    console.log(`${file}: token ${i} is ${got[i]}, acorn's ${wanted[i]}`);
    break;
  }
}
console.log(`${tokens} tokens of ${files.length - unread} files compared, ${different} files differ; ${unread} acorn cannot read`);
process.exit(different === 0 ? 0 : 1);
