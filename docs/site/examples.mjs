// The examples of the reference, docs/examples: each is a program that ends by itself. The comment at its end, "prints" and what it
// writes, is shown as its output, and the tests compare it; "prints in node, bun, deno" leaves out hosts that cannot run it.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { examples } from "./paths.mjs";

const END = /\n\/\* prints(?: in ([a-z, ]+?))?(?:: ([^\n]+))?\n([\s\S]*?)\*\/\n$/;

/** The hosts that run examples. */
export const hosts = ["tea", "node", "bun", "deno"];

/**
 * @typedef {object} Example
 * @property {string} code the program, without the comment at its end
 * @property {string} output what it prints
 * @property {string[]} hosts where it runs
 * @property {string} reason why it does not run in the others
 *
 * @returns {Map<string, Example>} each by its name, "socket/receive"
 */
export function readExamples() {
  const names = readdirSync(examples, { recursive: true }).filter((name) => name.endsWith(".mjs")).sort();
  return new Map(names.map((name) => [name.replace(/\.mjs$/, ""), readExample(name)]));
}

function readExample(name) {
  const text = readFileSync(join(examples, name), "utf8");
  const end = END.exec(text);
  if (end === null) throw new Error(`docs/examples/${name} does not end with a comment that says what it prints`);
  const [comment, only, reason = "", output] = end;
  if (only !== undefined && reason === "") throw new Error(`docs/examples/${name} does not say why it runs only in ${only}`);
  return { code: text.slice(0, -comment.length).trimEnd(), output, hosts: only?.split(", ") ?? hosts, reason };
}
