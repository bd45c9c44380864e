// Packed, installed and run: what a user of the package does.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { mainManifest, platformManifest } from "../scripts/packages.mjs";
import { installed, main, platform, platformName, runScript } from "./installation.mjs";
import { hosts, repository, root } from "./programs.mjs";
import { serveRegistry } from "./registry.mjs";

const MEGABYTE = 1e6;
const directory = await installed();
const filesOf = (name) => readdirSync(join(directory, "node_modules", name), { recursive: true })
  .filter((file) => statSync(join(directory, "node_modules", name, file)).isFile()).sort();

test("an installation holds what is needed, and no more", () => {
  assert.deepEqual(filesOf("teasocket"), ["LICENSE", "README.md", "index.d.ts", "index.js", "package.json", "syslog.d.ts", "syslog.js"]);
  assert.deepEqual(filesOf(platformName),
    ["LICENSE", "dotnet/LICENSE.TXT", "dotnet/THIRD-PARTY-NOTICES.TXT", "package.json", "socket.node"]);
});

test("the binary and its tarball are at most 3 MB", () => {
  for (const file of [join(directory, "node_modules", platformName, "socket.node"), platform]) {
    const { size } = statSync(file);
    assert.ok(size <= 3 * MEGABYTE, `${file}: ${size} bytes`);
  }
});

test("both packages have the library's version and licence", () => {
  const properties = readFileSync(join(repository, "Directory.Build.props"), "utf8");
  for (const name of ["teasocket", platformName]) {
    const { version, license } = JSON.parse(readFileSync(join(directory, "node_modules", name, "package.json"), "utf8"));
    assert.ok(properties.includes(`<Version>${version}</Version>`), version);
    assert.ok(properties.includes(`<PackageLicenseExpression>${license}</PackageLicenseExpression>`), license);
  }
});

test("from a registry that has one platform's package of them all, npm installs it along with teasocket", async (t) => {
  const registry = await serveRegistry(t, [[mainManifest(), main], [platformManifest(), platform]]);
  const target = await installed(t, "teasocket", `--registry=${registry.url}`);
  const { stdout, stderr } = await runScript(hosts[0], target, "name.cjs", "console.log(require('teasocket').Socket.name)");
  assert.equal(stdout, "Socket\n", stderr);
});

test("from that registry, npm installs no binary for a machine of another kind", async (t) => {
  const registry = await serveRegistry(t, [[mainManifest(), main], [platformManifest(), platform]]);
  const cpu = process.arch === "arm64" ? "x64" : "arm64";
  const target = await installed(t, "teasocket", `--registry=${registry.url}`, `--cpu=${cpu}`);
  assert.ok(registry.asked.has(platformName), [...registry.asked].join());
  assert.ok(!existsSync(join(target, "node_modules", platformName)));
});

test("from a registry that has no platform's package, teasocket is installed alone", async (t) => {
  const registry = await serveRegistry(t, [[mainManifest(), main]]);
  const target = await installed(t, "teasocket", `--registry=${registry.url}`);
  assert.ok(registry.asked.has(platformName), [...registry.asked].join());
  assert.deepEqual(readdirSync(join(target, "node_modules")).filter((name) => !name.startsWith(".")), ["teasocket"]);
});

for (const host of hosts) {
  test(`${host.name}: require and import give one module, with a name for each of the binary's exports`, { skip: host.skip }, async () => {
    const { stdout, stderr } = await runScript(host, directory, `${host.name}.mjs`, `
      import { createRequire } from "node:module";
      import teasocket, { Poller, Socket, SocketError } from "teasocket";
      import * as imported from "teasocket";
      const require = createRequire(import.meta.url);
      console.log(JSON.stringify({
        exported: Object.keys(require(${JSON.stringify(platformName)})).sort(),
        required: Object.keys(require("teasocket")).sort(),
        imported: Object.keys(imported).filter((name) => name !== "default" && name !== "module.exports").sort(),
        same: require("teasocket") === teasocket && teasocket.Socket === Socket && teasocket.Poller === Poller && teasocket.SocketError === SocketError,
      }));
    `);
    assert.ok(stdout, stderr);
    const { exported, required, imported, same } = JSON.parse(stdout);
    assert.ok(exported.includes("Socket"), exported.join());
    assert.deepEqual({ required, imported, same }, { required: exported, imported: exported, same: true });
  });

  test(`${host.name}: a datagram is sent and received after require`, { skip: host.skip }, async () => {
    const { stdout, stderr } = await runScript(host, directory, `${host.name}.cjs`, `
      const { Socket } = require("teasocket");
      const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
      socket.send("to myself", ...socket.getSockName());
      console.log(socket.receive().toString());
    `);
    assert.equal(stdout, "to myself\n", stderr);
  });

  test(`${host.name}: the README's example prints what it says`, { skip: host.skip }, async () => {
    const [, code] = /^```js\n(.*?)^```/ms.exec(readFileSync(join(root, "README.md"), "utf8"));
    const [, output] = /console\.log.*\/\/ (.*)/.exec(code);
    const { status, stdout, stderr } = await runScript(host, directory, `${host.name}-readme.mjs`, code);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: `${output}\n` }, stderr);
  });
}
