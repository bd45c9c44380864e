// The tests that unix-dgram has in its own package, run against this one. Only the directory of their sockets is another.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { dependents, everyHost, installedAlone, missing } from "../../npm/test/dropins.mjs";
import { run, temporaryDirectory } from "../../npm/test/programs.mjs";

const source = join(dependents, "unix-dgram");
const files = missing ? [] : readdirSync(join(source, "test"));
const installation = missing ? undefined : await installedAlone("unix-dgram");

test("its tests are there", { skip: missing }, () => {
  assert.deepEqual(files.sort(), ["test-connect-callback.js", "test-connect.js", "test-dgram-unix.js", "test-send-error.js"]);
});

for (const host of everyHost) {
  for (const file of files) {
    test(`${host.name}: ${file}`, { skip: host.skip }, async (t) => {
      // As it lies in its package: in test/, beside lib/ with what is tested.
      const directory = join(installation, `${host.name}-${file}`);
      for (const name of ["test", "lib"]) mkdirSync(join(directory, name), { recursive: true });
      writeFileSync(join(directory, "package.json"), JSON.stringify({ type: "commonjs" })); // Deno asks for that
      const code = readFileSync(join(source, "test", file), "utf8");
      writeFileSync(join(directory, "test", file), code.replaceAll("'/tmp/", `'${temporaryDirectory(t)}/`));
      writeFileSync(join(directory, "lib", "unix_dgram.js"), 'module.exports = require("@teasocket/unix-dgram");\n');
      const { status, stderr } = await run([...host.command, join(directory, "test", file)]);
      assert.equal(status, 0, stderr);
    });
  }
}
