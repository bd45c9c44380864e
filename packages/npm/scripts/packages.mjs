// Makes the tarballs that are published: `teasocket` itself, and the package of one platform's binary.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { built } from "./binary.mjs";

const source = fileURLToPath(new URL("..", import.meta.url));
const license = join(source, "..", "..", "LICENSE");

/** All platforms that have a package, named as Node names them. */
const platforms = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-arm64", "win32-x64"];

/** @returns {object} the published package.json of `teasocket` */
export function mainManifest() {
  const text = readFileSync(join(source, "package.json"), "utf8");
  const { private: _, scripts, devDependencies, ...published } = JSON.parse(text);
  // Not in the repository's own package.json: `npm ci` there would look for packages that are made from it.
  const optionalDependencies = Object.fromEntries(platforms.map((name) => [`@teasocket/${name}`, published.version]));
  return { ...published, optionalDependencies };
}

/** @returns {object} the package.json of the package for the platform that this runs on */
export function platformManifest() {
  const { platform: os, arch: cpu } = process;
  if (!platforms.includes(`${os}-${cpu}`)) throw new Error(`there is no package for ${os}-${cpu}`);
  const { version, license, engines } = mainManifest();
  return {
    name: `@teasocket/${os}-${cpu}`,
    version,
    description: `The binary of teasocket for ${os}-${cpu}`,
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

/** Packs the package of the platform that this runs on, in the same way. */
export const packPlatform = (destination) => pack(platformManifest(), [built], destination);

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
