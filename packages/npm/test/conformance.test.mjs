// The contract of the module, the same files that every host runs, with the installed package.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { installed } from "./installation.mjs";
import { hosts, repository, run, temporaryDirectory } from "./programs.mjs";

// A copy, beside a package of the name that the suite asks for.
const suite = join(await installed(), "suite");
cpSync(join(repository, "tests", "conformance"), suite, { recursive: true });
mkdirSync(join(suite, "node_modules", "socket"), { recursive: true });
writeFileSync(join(suite, "node_modules", "socket", "index.js"), `module.exports = require("teasocket");\n`);
writeFileSync(join(suite, "node_modules", "socket", "package.json"), JSON.stringify({ name: "socket", main: "index.js" }));

const casesIn = (file) => readFileSync(join(suite, file), "utf8").match(/^test\w*\("/gm)?.length ?? 0;
const files = readdirSync(suite).filter((name) => name.endsWith(".js") && casesIn(name) > 0);

test("the conformance suite is there", () => assert.ok(files.length > 10, `${files.length} files`));

for (const host of hosts) {
  for (const file of files) {
    test(`${host.name}: ${file}`, { skip: host.skip }, async (t) => {
      const env = { ...process.env, TEASOCKET_TMP: temporaryDirectory(t) };
      const { status, stdout, stderr } = await run([...host.command, join(suite, file)], { env });

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
}

/** The results in TAP, each with the comments that follow it. */
function readTap(output) {
  return output.split(/^(?=(?:not )?ok )/m).flatMap((text) => {
    const found = /^(not )?ok \d+ - (.*?)(?: # SKIP (.*))?$/m.exec(text);
    return found ? [{ ok: !found[1], name: found[2], reason: found[3], text }] : [];
  });
}
