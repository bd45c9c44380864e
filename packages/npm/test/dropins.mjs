// The drop-in packages as a user has them: alone, and in place of the packages that they replace, in projects with real dependents.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { after, test } from "node:test";
import { dropInManifest, dropIns, mainManifest, packDropIn, platformManifest } from "../scripts/packages.mjs";
import { installed, main, npmInstallProject, platform } from "./installation.mjs";
import { hosts, nodes, repository, root, run, temporaryDirectory } from "./programs.mjs";
import { serveRegistry } from "./registry.mjs";
import { casesIn, reportCases } from "./tap.mjs";

/** All hosts, and Node in other versions, too. */
export const everyHost = [...hosts, ...nodes];

/** Where .ci/run has installed the packages that are replaced, and their dependents. */
export const dependents = join(repository, "tests", "dropins", "node_modules");

/** Why a test has to be skipped that needs them; false where they are there. */
export const missing = existsSync(dependents) ? false : "the dependents are missing: .ci/run installs them in tests/dropins";

/**
 * Installs a drop-in package by itself.
 * @param {string} dropIn the name of its folder
 * @returns {Promise<string>} the directory, whose node_modules has it
 */
export function installedAlone(dropIn, t) {
  return installed(t, main, platform, packDropIn(temporaryDirectory(), dropIn));
}

/** A registry on loopback with our packages, and with all that tests/dropins has. */
export const serveEverything = async (t) => serveRegistry(t ?? { after }, await everyPackage());

/** The package.json of a program with dependents of a package, and the drop-in in the package's place. */
export function programWith(replaced, dropIn, names) {
  const { dependencies } = JSON.parse(readFileSync(join(repository, "tests", "dropins", "package.json"), "utf8"));
  const { name, version } = dropInManifest(dropIn);
  return {
    private: true,
    dependencies: Object.fromEntries(names.map((dependent) => [dependent, dependencies[dependent]])),
    overrides: { [replaced]: `npm:${name}@^${version}` },
  };
}

/**
 * Installs dependents of a package in a new directory, with the drop-in in the package's place, as a user does it: from a registry, with
 * `overrides` in package.json and without install scripts.
 * @param {string} replaced the package's name
 * @param {string} dropIn the name of the drop-in's folder
 * @param {string[]} names of tests/dropins/package.json, which has their versions
 */
export async function installedInPlace(t, replaced, dropIn, names) {
  const registry = await serveEverything(t);
  const directory = temporaryDirectory(t);
  const { status, stderr } = await npmInstallProject(directory, programWith(replaced, dropIn, names), `--registry=${registry.url}`);
  assert.equal(status, 0, stderr);
  return directory;
}

let packages;

/** Ours, and all that tests/dropins has: for each its package.json and a tarball. */
async function everyPackage() {
  if (packages !== undefined) return packages;
  const directory = temporaryDirectory();
  const { packages: locked } = JSON.parse(readFileSync(join(dependents, ".package-lock.json"), "utf8"));
  packages = [
    [mainManifest(), main],
    [platformManifest(), platform],
    ...dropIns.map((dropIn) => [dropInManifest(dropIn), packDropIn(directory, dropIn)]),
    ...Object.keys(locked).map((path, i) => packedAgain(join(dependents, "..", path), join(directory, `${i}.tgz`))),
  ];
  return packages;
}

/** An installed package's package.json and tarball. */
function packedAgain(folder, tarball) {
  execFileSync("tar", ["-czf", tarball, "--exclude=node_modules", "-C", dirname(folder), basename(folder)]);
  return [JSON.parse(readFileSync(join(folder, "package.json"), "utf8")), tarball];
}

/** Where programs are run. */
export const threads = ["main thread", "worker"];

/** The command that runs a script in one of the two threads. */
function commandOf(host, thread, path) {
  const starter = join(dirname(path), "in-worker.cjs");
  if (thread === "worker") {
    writeFileSync(starter, `
      const { Worker } = require("node:worker_threads");
      new Worker(process.argv[2]).on("exit", (code) => { process.exitCode = code; });
    `);
  }
  return [...host.command, ...(thread === "worker" ? [starter] : []), path];
}

let programs = 0;

/**
 * Runs a CommonJS program that requires what a directory has installed, in one of the hosts. TEASOCKET_TMP is an empty directory for it.
 * @param {string} thread "main thread" or "worker"
 */
export function runProgram(t, host, directory, code, thread = "main thread") {
  const path = join(directory, `program-${programs += 1}.cjs`);
  writeFileSync(path, code);
  return run(commandOf(host, thread, path), { cwd: directory, env: { ...process.env, TEASOCKET_TMP: temporaryDirectory(t) } });
}

/**
 * Runs scripts that use the harness of the conformance suite, in every host, in the main thread and in a worker. What they require is
 * looked up in a directory with an installation.
 * @param {string} scripts the directory that holds them
 */
export function runsEverywhere(directory, scripts) {
  const suite = join(directory, "suite");
  cpSync(scripts, suite, { recursive: true });
  for (const name of ["harness.js", "package.json"]) cpSync(join(repository, "tests", "conformance", name), join(suite, name));
  const files = readdirSync(scripts).filter((name) => casesIn(join(suite, name)) > 0);
  test("there are cases", () => assert.ok(files.length > 0));
  for (const host of everyHost) {
    for (const file of files) {
      for (const thread of threads) {
        test(`${host.name}: ${file}, ${thread}`, { skip: host.skip }, async (t) => {
          const env = { ...process.env, TEASOCKET_TMP: temporaryDirectory(t) };
          await reportCases(t, await run(commandOf(host, thread, join(suite, file)), { env }), casesIn(join(suite, file)));
        });
      }
    }
  }
}

/** Compiles programs of a drop-in's tests under --strict, against what a directory has installed. */
export async function compile(directory, dropIn, files) {
  const project = join(directory, "types");
  mkdirSync(join(project, "node_modules"), { recursive: true });
  symlinkSync(join(root, "node_modules", "@types"), join(project, "node_modules", "@types"), "junction");
  for (const name of files) cpSync(join(repository, "packages", dropIn, "test", name), join(project, name));
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "test", "tsconfig.json"), "utf8"));
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...compilerOptions, esModuleInterop: true }, files }));
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  return run([process.execPath, compiler, "--project", project], { cwd: project });
}

/** The JavaScript in a drop-in's README, each with what its comments behind console.log say that it prints. */
export function readmeExamples(dropIn) {
  const text = readFileSync(join(repository, "packages", dropIn, "README.md"), "utf8");
  return [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => ({
    code,
    output: [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, line]) => `${line}\n`).join(""),
  }));
}
