// The packages as a user has them: packed, and installed from the tarballs into a directory of their own.

import assert from "node:assert/strict";
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packMain, packPlatform, platformManifest } from "../scripts/packages.mjs";
import { run, temporaryDirectory, which } from "./programs.mjs";

const packed = temporaryDirectory();

/** The tarball of `teasocket`. */
export const main = packMain(packed);

/** The tarball of the binary for the platform that this runs on. */
export const platform = packPlatform(packed);

/** The name of that platform's package. */
export const platformName = platformManifest().name;

// All that an installation finds in PATH: no compiler, and no shell.
const tools = temporaryDirectory();
symlinkSync(process.execPath, join(tools, "node"));
symlinkSync(realpathSync(which("npm")), join(tools, "npm"));

/**
 * Runs `npm install` in a directory, with an empty cache and without the user's settings, and no registry unless the
 * arguments name one.
 */
export function npmInstall(directory, ...args) {
  return npmInstallProject(directory, { private: true }, ...args);
}

/** The same of a program with a package.json of its own. */
export function npmInstallProject(directory, manifest, ...args) {
  writeFileSync(join(directory, "package.json"), JSON.stringify(manifest));
  const home = join(directory, "home");
  mkdirSync(home);
  const flags = args.some((arg) => arg.startsWith("--registry=")) ? [] : ["--offline"];
  return run([join(tools, "npm"), "install", "--ignore-scripts", "--no-audit", "--no-fund", ...flags, ...args],
    { cwd: directory, env: { PATH: tools, HOME: home } });
}

/** Installs packages, both when none is named, into a new directory and returns it; the arguments are npm's. */
export async function installed(test, ...args) {
  const directory = temporaryDirectory(test);
  const result = await npmInstall(directory, ...(args.length > 0 ? args : [main, platform]));
  assert.equal(result.status, 0, result.stderr);
  return directory;
}

/**
 * Runs a script in such a directory, in one of the hosts.
 * @param {string} name the file's name, which tells a module from a CommonJS script
 */
export function runScript(host, directory, name, code, env = {}) {
  const path = join(directory, name);
  writeFileSync(path, code);
  return run([...host.command, path], { cwd: directory, env: { ...process.env, ...env } });
}
