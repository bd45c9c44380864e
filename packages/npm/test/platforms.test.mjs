// The package of another platform than this one: built and packed here, installed as npm does there, and run in an emulator.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { directoryOf } from "../scripts/binary.mjs";
import { mainManifest, packPlatform, platformManifest } from "../scripts/packages.mjs";
import { here, platforms } from "../scripts/platforms.mjs";
import { installed, main, runScript } from "./installation.mjs";
import { emulated, repository, root, run, temporaryDirectory } from "./programs.mjs";
import { serveRegistry } from "./registry.mjs";

const platform = "linux-arm64";
const binary = join(directoryOf(platform), "socket.node");
const missing = existsSync(binary) ? false : `${binary} is missing: npm run build -- ${platform} makes it`;
const AARCH64 = 183; // EM_AARCH64 of <elf.h>

test("the package for linux-arm64 is for such a machine, and so is its binary", { skip: missing }, async (t) => {
  const directory = await installedThere(t);
  const folder = join(directory, "node_modules", "@teasocket", platform);
  const { os, cpu } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  assert.deepEqual({ os, cpu }, { os: ["linux"], cpu: ["arm64"] });
  assert.equal(readFileSync(join(folder, "socket.node")).readUInt16LE(18), AARCH64);
});

for (const host of emulated) {
  test(`${host.name}: an installation of it sends and receives a datagram`, { skip: missing || host.skip }, async (t) => {
    const { stdout, stderr } = await runScript(host, await installedThere(t), "index.cjs", `
      const { Socket } = require("teasocket");
      const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
      socket.send(process.arch, ...socket.getSockName());
      console.log(socket.receive().toString());
    `);
    assert.equal(stdout, "arm64\n", stderr);
  });
}

test("a platform that has no package is refused, by the build and by the packing", async () => {
  for (const script of ["build", "package"]) {
    const { status, stderr } = await run([process.execPath, join(root, "scripts", `${script}.mjs`), "linux-mips"]);
    assert.deepEqual({ status, stderr },
      { status: 1, stderr: `there is no package for linux-mips, only for ${platforms.join(", ")}\n` });
  }
});

test("a platform that has not been built is not packed: the message says how to build it", async () => {
  const unbuilt = platforms.find((name) => name !== here && !existsSync(join(directoryOf(name), "socket.node")));
  const { status, stderr } = await run([process.execPath, join(root, "scripts", "package.mjs"), unbuilt], { cwd: repository });
  assert.equal(status, 1);
  assert.ok(stderr.endsWith(`npm run build -- ${unbuilt}\n`), stderr);
});

/** `npm install teasocket` as on a machine of that platform. */
async function installedThere(t) {
  const tarball = packPlatform(temporaryDirectory(t), platform);
  const registry = await serveRegistry(t, [[mainManifest(), main], [platformManifest(platform), tarball]]);
  return installed(t, "teasocket", `--registry=${registry.url}`, "--os=linux", "--cpu=arm64", "--libc=glibc");
}
