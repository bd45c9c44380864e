// The contract of the module, the same files that every host runs.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root, run, temporaryDirectory } from "./directory.mjs";

const suite = join(root, "..", "..", "tests", "conformance");
const casesIn = (file) => readFileSync(join(suite, file), "utf8").match(/^test\(/gm)?.length ?? 0;
const files = readdirSync(suite).filter((name) => name.endsWith(".js") && casesIn(name) > 0);

test("the conformance suite is there", () => assert.ok(files.length > 10, `${files.length} files`));

for (const file of files) {
  test(`conformance: ${file}`, async (t) => {
    const directory = temporaryDirectory(t);
    mkdirSync(join(directory, "socket"));
    writeFileSync(join(directory, "socket", "index.js"), `module.exports = require(${JSON.stringify(root)});\n`);
    const env = { ...process.env, NODE_PATH: directory, TEASOCKET_TMP: directory };
    const { status, stdout, stderr } = await run(process.execPath, [join(suite, file)], { env });

    const results = readTap(stdout);
    for (const { ok, name, reason, text } of results) {
      await t.test(name, (t) => {
        if (!ok) assert.fail(text);
        if (reason) t.skip(reason);
      });
    }
    assert.equal(results.length, casesIn(file), `every case must have a result\n${stdout}\n${stderr}`);
    assert.equal(status, 0, `exit code, ${stderr}`);
  });
}

/** The results in TAP, each with the comments that follow it. */
function readTap(output) {
  return output.split(/^(?=(?:not )?ok )/m).flatMap((text) => {
    const found = /^(not )?ok \d+ - (.*?)(?: # SKIP (.*))?$/m.exec(text);
    return found ? [{ ok: !found[1], name: found[2], reason: found[3], text }] : [];
  });
}
