// index.d.ts: every member used under --strict, and no member more or less than the class has.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { root, run } from "./directory.mjs";

const require = createRequire(import.meta.url);
const { Socket } = require("teasocket");

test("programs that use every type compile under --strict, and their wrong lines do not", async () => {
  const tsc = require.resolve("typescript/bin/tsc");
  const { status, stdout } = await run(process.execPath, [tsc, "--project", join(root, "test", "tsconfig.json")]);
  assert.equal(status, 0, stdout);
});

test("the types declare the members of the class, its statics and its constants, and nothing else", () => {
  const { instance, statics } = declared("Socket");
  assert.deepEqual(instance, [...Object.getOwnPropertyNames(Socket.prototype), ...symbols(Socket.prototype)].sort());
  assert.deepEqual(statics, Object.getOwnPropertyNames(Socket).filter((name) => !(name in Function.prototype)
    && name !== "prototype").sort());
});

test("every exported type and every member is documented", () => {
  const undocumented = [];
  for (const statement of parse().statements) {
    for (const node of [statement, ...(statement.members ?? [])]) {
      const isPrivate = node.name?.getText() === "#private" || node.modifiers?.[0]?.getText() === "private";
      if (!isPrivate && ts.getJSDocCommentsAndTags(node).length === 0) undocumented.push(node.getText());
    }
  }
  assert.deepEqual(undocumented, []);
});

function parse() {
  const file = join(root, "index.d.ts");
  return ts.createSourceFile(file, ts.sys.readFile(file), ts.ScriptTarget.Latest, true);
}

function declared(className) {
  const names = { instance: new Set(), statics: new Set() };
  const { members } = parse().statements.find((statement) => statement.name?.text === className);
  for (const member of members) {
    const name = ts.isConstructorDeclaration(member) ? "constructor" : member.name.getText();
    const isStatic = member.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword);
    if (name !== "#private") names[isStatic ? "statics" : "instance"].add(name);
  }
  return { instance: [...names.instance].sort(), statics: [...names.statics].sort() };
}

function symbols(object) {
  return Object.getOwnPropertySymbols(object).map((symbol) => `[${symbol.description}]`);
}
