// Where the binary cannot be loaded, the error says why and what to do, in each host and for require as for import.

import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { installed, main, platform, platformName, runScript } from "./installation.mjs";
import { hosts } from "./programs.mjs";

const omitted = await installed(undefined, main, "--omit=optional");
const broken = await installed(undefined, main, platform);
const binary = join(broken, "node_modules", platformName, "socket.node");
writeFileSync(binary, "this is no shared library, but longer than the header of one: ".repeat(10));

test("an installation with --omit=optional has no binary", () => {
  assert.ok(existsSync(join(omitted, "node_modules", "teasocket")));
  assert.ok(!existsSync(join(omitted, "node_modules", platformName)));
});

for (const host of hosts) {
  test(`${host.name}: a platform that no package is for is named`, { skip: host.skip }, async () => {
    // A host that is told that it runs elsewhere stands for a machine of another kind.
    const errors = await failures(host, omitted, `Object.defineProperty(process, "arch", { value: "mips" });`);
    for (const { code, message } of errors) {
      assert.deepEqual({ code, message },
        { code: "ERR_TEASOCKET_NO_BINARY", message: `teasocket has no binary for ${process.platform}-mips` });
    }
  });

  test(`${host.name}: an omitted optional package is named, with what to do`, { skip: host.skip }, async () => {
    for (const { code, message, cause } of await failures(host, omitted)) {
      assert.equal(code, "ERR_TEASOCKET_NO_BINARY");
      assert.ok(message.includes(`the package ${platformName} is not installed`), message);
      assert.ok(message.includes("without --omit=optional"), message);
      assert.ok(cause.includes(platformName), cause);
    }
  });

  test(`${host.name}: a broken binary is named, with what the system says of it`, { skip: host.skip }, async () => {
    for (const { code, message, cause } of await failures(host, broken)) {
      assert.equal(code, "ERR_TEASOCKET_BAD_BINARY");
      assert.ok(message.startsWith(`teasocket could not load its binary, ${binary}: `), message);
      assert.ok(message.length > `teasocket could not load its binary, ${binary}: `.length, message);
      assert.ok(cause.includes("socket.node"), cause);
    }
  });
}

/** How `require` and `import` of the package fail. */
async function failures(host, directory, before = "") {
  const { stdout, stderr } = await runScript(host, directory, `${host.name}.mjs`, `
    import { createRequire } from "node:module";
    ${before}
    const report = ({ code, message, cause }) => console.log(JSON.stringify({ code, message, cause: String(cause) }));
    try { createRequire(import.meta.url)("teasocket"); } catch (error) { report(error); }
    try { await import("teasocket"); } catch (error) { report(error); }
  `);
  const errors = stdout.trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
  assert.equal(errors.length, 2, `${stdout}\n${stderr}`);
  return errors;
}
