// Makes the tarballs that are published: `teasocket` itself, the package of one platform's binary, and the drop-in packages.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { built } from "./binary.mjs";
import { here, platforms } from "./platforms.mjs";

const source = fileURLToPath(new URL("..", import.meta.url));
const folders = join(source, "..");
const license = join(source, "..", "..", "LICENSE");

/** The drop-in packages, by their folders beside this one. */
export const dropIns = readdirSync(folders).filter((name) => name !== "npm" && existsSync(join(folders, name, "package.json")));

/** @returns {object} the published package.json of `teasocket` */
export function mainManifest() {
  const published = manifestIn(source);
  // Not in the repository's own package.json: `npm ci` there would look for packages that are made from it.
  const optionalDependencies = Object.fromEntries(platforms.map((name) => [`@teasocket/${name}`, published.version]));
  return { ...published, optionalDependencies };
}

/**
 * @param {string} dropIn one of `dropIns`
 * @returns {object} the published package.json of that package, which needs the `teasocket` that it is packed with, or a later one of its kind
 */
export function dropInManifest(dropIn) {
  const published = manifestIn(join(folders, dropIn));
  return { ...published, dependencies: { ...published.dependencies, teasocket: `^${mainManifest().version}` } };
}

/**
 * @param {string} platform one of `platforms`; that which this runs on when left out
 * @returns {object} the package.json of its package
 */
export function platformManifest(platform = here) {
  const [os, cpu] = platform.split("-");
  const { version, license, engines } = mainManifest();
  return {
    name: `@teasocket/${platform}`,
    version,
    description: `The binary of teasocket for ${platform}`,
    license,
    engines,
    main: "./socket.node",
    files: ["socket.node", "dotnet"],
    os: [os],
    cpu: [cpu],
    ...(os === "linux" && { libc: ["glibc"] }),
    publishConfig: { access: "public" },
  };
}

/**
 * Packs `teasocket`.
 * @param {string} destination a directory, made if need be
 * @returns {string} the tarball's path
 */
export const packMain = (destination) => pack(mainManifest(), [source, "README.md"], destination);

/** Packs a platform's package in the same way; that of the platform that this runs on when left out. */
export const packPlatform = (destination, platform = here) => pack(platformManifest(platform), [built(platform)], destination);

/** Packs a drop-in package in the same way. */
export const packDropIn = (destination, dropIn) => pack(dropInManifest(dropIn), [join(folders, dropIn), "README.md"], destination);

/** A package.json without what only the repository needs. */
function manifestIn(folder) {
  const { private: _, scripts, devDependencies, ...published } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return published;
}

function pack(manifest, [from, ...more], destination) {
  const directory = mkdtempSync(join(tmpdir(), "teasocket-"));
  try {
    writeFileSync(join(directory, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    cpSync(license, join(directory, "LICENSE"));
    for (const name of [...manifest.files, ...more]) cpSync(join(from, name), join(directory, name), { recursive: true });
    mkdirSync(destination, { recursive: true });
    // On Windows npm is a script, for which it takes a shell.
    execFileSync("npm", ["pack", "--silent", "--pack-destination", destination],
      { cwd: directory, stdio: ["ignore", "ignore", "inherit"], shell: process.platform === "win32" });
  } finally {
    rmSync(directory, { recursive: true });
  }
  return join(destination, `${manifest.name.replace("@", "").replace("/", "-")}-${manifest.version}.tgz`);
}
