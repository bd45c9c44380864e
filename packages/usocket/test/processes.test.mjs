// What takes a process of its own to see, in every host.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { everyHost, installedAlone } from "../../npm/test/dropins.mjs";
import { run, temporaryDirectory } from "../../npm/test/programs.mjs";

const directory = join(await installedAlone("usocket"), "processes");
cpSync(fileURLToPath(new URL("processes", import.meta.url)), directory, { recursive: true });

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const [, example] = /^```js\n(.*?)^```/ms.exec(readme);

for (const host of everyHost) {
  test(`${host.name}: descriptors for which there is no room are an error, and those that came are closed`, { skip: host.skip }, async () => {
    const limited = ["sh", "-c", `ulimit -n 200; exec "$@"`, "sh", ...host.command, join(directory, "few-descriptors.cjs")];
    const { status, stdout, stderr } = await run(limited);
    assert.equal(stdout, [
      "received: EMFILE, USocket has lost descriptors that were sent to it: the process may not have so many",
      "all closed: true",
      "to be sent: EMFILE",
      "callback: EMFILE, all closed: true",
      "",
    ].join("\n"), stderr);
    assert.equal(status, 0, stderr);
  });

  test(`${host.name}: a process ends when nothing is waited for`, { skip: host.skip }, async (t) => {
    const env = { ...process.env, TEASOCKET_TMP: temporaryDirectory(t) };
    const { status, stdout, stderr } = await run([...host.command, join(directory, "ends.cjs")], { env });
    assert.deepEqual({ status, stdout }, { status: 0, stdout: "connected\nlistening\n" }, stderr);
  });
}

// Deno's node:fs reads only what it has opened itself.
for (const host of everyHost.filter(({ name }) => name !== "deno")) {
  test(`${host.name}: the README's example passes a file`, { skip: host.skip }, async (t) => {
    const path = join(directory, `${host.name}-readme.cjs`);
    const [socket, file] = ["socket", "file"].map((name) => join(temporaryDirectory(t), name));
    writeFileSync(file, "content");
    writeFileSync(path, example.replaceAll("/tmp/example.sock", socket).replace("/etc/hostname", file));
    const { status, stdout, stderr } = await run([...host.command, path]);
    assert.deepEqual({ status, stdout }, { status: 0, stdout: "message: content\n" }, stderr);
  });
}
