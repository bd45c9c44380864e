"use strict";

// Finds the binary of the platform that this runs on, and loads it. Each platform's binary is a package of its own, an
// optional dependency of this one, of which npm installs the one that fits.

const path = require("node:path");

const platform = `${process.platform}-${process.arch}`;
const platformPackage = `@teasocket/${platform}`;

/** Where the binary is. */
function findBinary() {
  try {
    return require.resolve(`${platformPackage}/socket.node`);
  } catch (error) {
    return builtBinary() ?? fail(error);
  }
}

/** What the repository's own build has made; an installed package must not look into its neighbours' directories. */
function builtBinary() {
  if (__dirname.split(path.sep).includes("node_modules")) return undefined;
  try {
    return require.resolve("../../artifacts/node/socket.node");
  } catch {
    return undefined;
  }
}

function fail(cause) {
  const error = new Error(reason(), { cause });
  error.code = "ERR_TEASOCKET_NO_BINARY";
  throw error;
}

function reason() {
  if (!require("./platforms.json").includes(platform)) {
    return `teasocket has no binary for ${platform}: there is no package "${platformPackage}"`;
  }
  if (hasMusl()) {
    return `teasocket has no binary for ${platform} with musl: the package "${platformPackage}" needs glibc`;
  }
  return `teasocket did not find its binary for ${platform}: the package "${platformPackage}" is not installed. It is an `
    + "optional dependency: install on the platform that runs it, and without --omit=optional";
}

/** Whether the C library is musl. Asked only when something failed, as the report takes its time. */
function hasMusl() {
  const header = process.platform === "linux" ? process.report?.getReport?.()?.header : undefined;
  return header !== undefined && header.glibcVersionRuntime === undefined;
}

/** The binary's exports. */
function load(file) {
  const binary = { exports: {} };
  try {
    process.dlopen(binary, file);
  } catch (cause) {
    const hint = hasMusl() ? "; it needs glibc, and this system has musl" : "";
    throw new Error(`teasocket could not load the binary of "${platformPackage}"${hint}: ${cause.message}`, { cause });
  }
  return binary.exports;
}

const { Socket, SocketError } = load(findBinary());

module.exports = { Socket, SocketError };
