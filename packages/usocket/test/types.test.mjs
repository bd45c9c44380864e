// index.d.ts, from the installed package: every type is used under --strict, and it declares what the package exports.

import assert from "node:assert/strict";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { installedAlone } from "../../npm/test/dropins.mjs";
import { root, run } from "../../npm/test/programs.mjs";

const directory = await installedAlone("usocket");
symlinkSync(join(root, "node_modules", "@types"), join(directory, "node_modules", "@types"), "junction");

test("a program that uses every type compiles under --strict, and its wrong lines do not", async () => {
  cpSync(fileURLToPath(new URL("types.ts", import.meta.url)), join(directory, "types.ts"));
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "test", "tsconfig.json"), "utf8"));
  writeFileSync(join(directory, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck: false }, files: ["types.ts"] }));
  const { status, stdout } = await run([process.execPath, join(root, "node_modules", "typescript", "bin", "tsc"), "--project", directory]);
  assert.equal(status, 0, stdout);
});

test("the types declare what the package exports, and each public member", () => {
  const declared = readFileSync(join(directory, "node_modules", "@teasocket", "usocket", "index.d.ts"), "utf8");
  const exported = createRequire(join(directory, "index.js"))("@teasocket/usocket");
  assert.deepEqual(Object.keys(exported).sort(), declared.match(/(?<=^export class )\w+/gm).sort());
  for (const [name, { prototype }] of Object.entries(exported)) {
    const [, body] = new RegExp(`^export class ${name} .*?{\n(.*?)^}`, "ms").exec(declared);
    for (const member of Object.getOwnPropertyNames(prototype)) {
      if (!member.startsWith("_")) assert.match(body, new RegExp(`^  (get )?${member}\\(`, "m"), `${name}.${member}`);
    }
  }
});
