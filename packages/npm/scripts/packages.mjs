// Makes the tarballs that are published: `teasocket` itself, and the package of one platform's binary.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { built } from "./binary.mjs";
import { here, platforms } from "./platforms.mjs";

const source = fileURLToPath(new URL("..", import.meta.url));
const license = join(source, "..", "..", "LICENSE");

/** @returns {object} the published package.json of `teasocket` */
export function mainManifest() {
  const text = readFileSync(join(source, "package.json"), "utf8");
  const { private: _, scripts, devDependencies, ...published } = JSON.parse(text);
  // Not in the repository's own package.json: `npm ci` there would look for packages that are made from it.
  const optionalDependencies = Object.fromEntries(platforms.map((name) => [`@teasocket/${name}`, published.version]));
  return { ...published, optionalDependencies };
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
