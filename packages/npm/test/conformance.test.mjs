// The contract of the module, the same files that every host runs, with the installed package.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { installed } from "./installation.mjs";
import { hosts, repository, run, temporaryDirectory } from "./programs.mjs";
import { casesIn, reportCases } from "./tap.mjs";

// A copy, beside a package of the name that the suite asks for.
const suite = join(await installed(), "suite");
cpSync(join(repository, "tests", "conformance"), suite, { recursive: true });
mkdirSync(join(suite, "node_modules", "socket"), { recursive: true });
writeFileSync(join(suite, "node_modules", "socket", "index.js"), `module.exports = require("teasocket");\n`);
writeFileSync(join(suite, "node_modules", "socket", "package.json"), JSON.stringify({ name: "socket", main: "index.js" }));

const files = readdirSync(suite).filter((name) => name.endsWith(".js") && casesIn(join(suite, name)) > 0);

test("the conformance suite is there", () => assert.ok(files.length > 10, `${files.length} files`));

for (const host of hosts) {
  for (const file of files) {
    test(`${host.name}: ${file}`, { skip: host.skip }, async (t) => {
      const env = { ...process.env, TEASOCKET_TMP: temporaryDirectory(t) };
      await reportCases(t, await run([...host.command, join(suite, file)], { env }), casesIn(join(suite, file)));
    });
  }
}
