// D-Bus libraries with this package in place of usocket, on a real bus, in every host.

import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { everyHost, installedInPlace, missing } from "../../npm/test/dropins.mjs";
import { has, run, temporaryDirectory } from "../../npm/test/programs.mjs";

const noBus = missing || (!has("dbus-run-session") && "dbus-run-session is not installed");

const directory = missing ? undefined : await installedInPlace(undefined, "usocket", "usocket", ["dbus-next", "dbus-native"]);
if (directory) cpSync(fileURLToPath(new URL("dependents", import.meta.url)), join(directory, "dependents"), { recursive: true });

test("npm's overrides give it to dbus-next, and nothing of the addon is left", { skip: missing }, () => {
  const modules = join(directory, "node_modules");
  assert.equal(JSON.parse(readFileSync(join(modules, "usocket", "package.json"), "utf8")).name, "@teasocket/usocket");
  for (const name of ["nan", "bindings", "node-gyp", "dbus-next/node_modules/usocket"]) assert.ok(!existsSync(join(modules, name)), name);
});

/** Runs one of the scripts with a bus of its own. */
function onBus(t, host, script) {
  const env = { ...process.env, TEASOCKET_TMP: temporaryDirectory(t) };
  return run(["dbus-run-session", "--", ...host.command, join(directory, "dependents", script)], { env });
}

for (const host of everyHost) {
  test(`${host.name}: dbus-next passes descriptors both ways`, { skip: host.skip || noBus }, async (t) => {
    const { status, stdout, stderr } = await onBus(t, host, "dbus-next.cjs");
    // Deno's node:fs knows the descriptors that it has opened itself, and no others.
    const closing = host.name === "deno" ? "the host does not close what came: EBADF" : "the host closes what came: true";
    assert.equal(stdout, [
      "over usocket: true, descriptors agreed: true",
      "to the service: true",
      "from the service: true, a descriptor of its own: true",
      "two in one call, in their order: true",
      "a socket: through the bus",
      "a hundred at once, between other calls, each to its own: true",
      closing,
      "",
    ].join("\n"), stderr);
    assert.equal(status, 0, stderr);
  });

  test(`${host.name}: dbus-native passes descriptors over it as its stream`, { skip: host.skip || noBus }, async (t) => {
    const { status, stdout, stderr } = await onBus(t, host, "dbus-native.cjs");
    assert.equal(stdout, [
      "can pass descriptors: true, agreed: true",
      "One: 1, true, text",
      "Two: 2, true, text",
      "",
    ].join("\n"), stderr);
    assert.equal(status, 0, stderr);
  });
}
