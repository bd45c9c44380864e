// Makes the directories that are packed and published: `teasocket` itself, and the package of one platform's binary.

import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("..", import.meta.url));
const repository = join(source, "..", "..");
const readJson = (name) => JSON.parse(readFileSync(join(source, name), "utf8"));

/** All platforms that have a package, named as Node names them: `linux-x64`. */
export const platforms = readJson("platforms.json");

/** @returns {object} the published package.json of `teasocket` */
export function mainManifest() {
  const { private: _, scripts, devDependencies, ...published } = readJson("package.json");
  // Not in the repository's own package.json: `npm ci` there would look for packages that are made from it.
  const optionalDependencies = Object.fromEntries(platforms.map((name) => [`@teasocket/${name}`, published.version]));
  return { ...published, optionalDependencies };
}

/**
 * @param {string} platform one of platforms
 * @returns {object} the package.json of that platform's package
 */
export function platformManifest(platform) {
  const { version, license, engines } = mainManifest();
  const [os, cpu] = platform.split("-");
  return {
    name: `@teasocket/${platform}`,
    version,
    description: `The binary of teasocket for ${platform}`,
    license,
    engines,
    main: "./socket.node",
    files: ["socket.node"],
    os: [os],
    cpu: [cpu],
    ...(os === "linux" && { libc: ["glibc"] }),
    publishConfig: { access: "public" },
  };
}

/** Fills a directory, made if need be, with the package `teasocket`. */
export function makeMainPackage(directory) {
  const manifest = mainManifest();
  makePackage(directory, manifest);
  for (const name of [...manifest.files, "README.md"]) copyFileSync(join(source, name), join(directory, name));
}

/**
 * Fills a directory, made if need be, with the package of the platform that this runs on.
 * @throws {Error} the platform is none of those that have a package, or its binary has not been built
 */
export function makePlatformPackage(directory) {
  const platform = `${process.platform}-${process.arch}`;
  if (!platforms.includes(platform)) throw new Error(`there is no package for ${platform}`);
  const binary = join(repository, "artifacts", "node", "socket.node");
  if (!existsSync(binary)) throw new Error("artifacts/node/socket.node is not there: publish src/TeaSocket.NodeApi first");
  makePackage(directory, platformManifest(platform));
  copyFileSync(binary, join(directory, "socket.node"));
}

function makePackage(directory, manifest) {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  copyFileSync(join(repository, "LICENSE"), join(directory, "LICENSE"));
}
