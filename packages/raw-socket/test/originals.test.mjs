// raw-socket has no tests of its own; the examples that it has in its package are run against this one.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { endianness } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { dependents, everyHost, installedAlone, missing } from "../../npm/test/dropins.mjs";
import { run } from "../../npm/test/programs.mjs";
import { start } from "../../npm/test/running.mjs";
import { unprivileged, withoutIPv6 } from "./privilege.mjs";

const directory = missing ? undefined : join(await installedAlone("raw-socket"), "original");
if (!missing) {
  // As they lie in their package: beside index.js.
  mkdirSync(directory);
  cpSync(join(dependents, "raw-socket", "example"), join(directory, "example"), { recursive: true });
  writeFileSync(join(directory, "package.json"), JSON.stringify({ type: "commonjs" })); // Deno asks for that
  writeFileSync(join(directory, "index.js"), 'module.exports = require("@teasocket/raw-socket");\n');
}

const isLittle = endianness() === "LE";
const ending = [
  ["create-checksum.js", [], "4352\n"],
  ["get-option.js", ["IPPROTO_IP", "IP_TTL"], isLittle ? "40000000\n" : "00000040\n"],
  ["htonl.js", ["305419896"], isLittle ? "2018915346\n" : "305419896\n"],
  ["htons.js", ["4660"], isLittle ? "13330\n" : "4660\n"],
  ["ntohl.js", ["305419896"], isLittle ? "2018915346\n" : "305419896\n"],
  ["ntohs.js", ["4660"], isLittle ? "13330\n" : "4660\n"],
];
const pinging = [
  ["ping.js", ["127.0.0.1", "2", "1000"], "sent 40 bytes to 127.0.0.1", "received 60 bytes from 127.0.0.1"],
  ["ping6.js", ["::1", "2", "1000"], "sent 40 bytes to ::1", "received 40 bytes from ::1"],
  ["ping-set-option-ip-ttl.js", ["127.0.0.1", "7"], "sent 40 bytes to 127.0.0.1", "received 60 bytes from 127.0.0.1"],
];

for (const host of everyHost) {
  for (const [name, args, output] of ending) {
    test(`${host.name}: ${name}`, { skip: missing || host.skip || (name === "get-option.js" && unprivileged) }, async () => {
      const { status, stdout, stderr } = await run([...host.command, join(directory, "example", name), ...args]);
      assert.deepEqual({ status, stdout }, { status: 0, stdout: output }, stderr);
    });
  }
  for (const [name, args, ...lines] of pinging) {
    const skip = missing || host.skip || unprivileged || (name === "ping6.js" && withoutIPv6);
    test(`${host.name}: ${name}`, { skip }, async (t) => {
      const program = start(t, ["env", ...host.command, join(directory, "example", name), ...args]);
      for (const line of lines) await program.line(line);
    });
  }
}
