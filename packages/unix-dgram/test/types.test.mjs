// index.d.ts and the README, from the installed package.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compile, everyHost, installedAlone, readmeExamples, runProgram } from "../../npm/test/dropins.mjs";

const directory = await installedAlone("unix-dgram");
const examples = readmeExamples("unix-dgram");

test("programs that use every type compile under --strict, for require and for import, and their wrong lines do not", async () => {
  const { status, stdout } = await compile(directory, "unix-dgram", ["types.ts", "types-esm.mts"]);
  assert.equal(status, 0, stdout);
});

test("the README has an example", () => assert.equal(examples.length, 1));

for (const host of everyHost) {
  for (const { code, output } of examples) {
    test(`${host.name}: the README's example prints what it says`, { skip: host.skip }, async (t) => {
      const { status, stdout, stderr } = await runProgram(t, host, directory, code.replace('"/tmp/ping.socket"', 'process.env.TEASOCKET_TMP + "/ping"'));
      assert.deepEqual({ status, stdout }, { status: 0, stdout: output }, stderr);
    });
  }

  test(`${host.name}: require and import give one module`, { skip: host.skip }, async (t) => {
    const { stdout, stderr } = await runProgram(t, host, directory, `
      import("@teasocket/unix-dgram").then(({ default: unix, createSocket }) =>
        console.log(unix === require("@teasocket/unix-dgram"), createSocket === unix.createSocket));
    `);
    assert.equal(stdout, "true true\n", stderr);
  });
}
