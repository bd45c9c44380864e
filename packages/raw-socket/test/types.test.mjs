// index.d.ts and the README, from the installed package.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { compile, everyHost, installedAlone, readmeExamples, runProgram } from "../../npm/test/dropins.mjs";
import { unprivileged } from "./privilege.mjs";

const directory = await installedAlone("raw-socket");
const examples = readmeExamples("raw-socket");

test("programs that use every type compile under --strict, for require and for import, and their wrong lines do not", async () => {
  const { status, stdout } = await compile(directory, "raw-socket", ["types.ts", "types-esm.mts"]);
  assert.equal(status, 0, stdout);
});

test("the types declare what the package exports, and each public member of a socket", () => {
  const declared = readFileSync(join(directory, "node_modules", "@teasocket", "raw-socket", "index.d.ts"), "utf8");
  const exported = createRequire(join(directory, "index.js"))("@teasocket/raw-socket");
  assert.deepEqual(Object.keys(exported).sort(), declared.match(/(?<=^export (class|const|function) )\w+/gm).sort());
  for (const member of Object.getOwnPropertyNames(exported.Socket.prototype)) assert.match(declared, new RegExp(`^  ${member}\\(`, "m"), member);
});

test("the README has an example", () => assert.equal(examples.length, 1));

for (const host of everyHost) {
  for (const { code, output } of examples) {
    test(`${host.name}: the README's example prints what it says`, { skip: host.skip || unprivileged }, async (t) => {
      const { status, stdout, stderr } = await runProgram(t, host, directory, code);
      assert.deepEqual({ status, stdout }, { status: 0, stdout: output }, stderr);
    });
  }

  test(`${host.name}: require and import give one module`, { skip: host.skip }, async (t) => {
    const { stdout, stderr } = await runProgram(t, host, directory, `
      import("@teasocket/raw-socket").then(({ default: raw, createSocket, htons }) =>
        console.log(raw === require("@teasocket/raw-socket"), createSocket === raw.createSocket, htons === raw.htons));
    `);
    assert.equal(stdout, "true true true\n", stderr);
  });
}
