"use strict";

// Loads the binary of the platform that this runs on. Each platform's binary is a package of its own, an optional
// dependency of this one, of which npm installs the one that fits.

const platform = `${process.platform}-${process.arch}`;
const platformPackage = `@teasocket/${platform}`;

/** The binary's exports. */
function load() {
  const file = findBinary();
  try {
    return require(file);
  } catch (cause) {
    throw failure("ERR_TEASOCKET_BAD_BINARY", `teasocket could not load its binary, ${file}: ${cause.message}`, cause);
  }
}

function findBinary() {
  try {
    return require.resolve(platformPackage);
  } catch (cause) {
    throw failure("ERR_TEASOCKET_NO_BINARY", whyMissing(), cause);
  }
}

function whyMissing() {
  const { optionalDependencies } = require("./package.json");
  if (!Object.hasOwn(optionalDependencies, platformPackage)) return `teasocket has no binary for ${platform}`;
  return `teasocket did not find its binary for ${platform}: the package ${platformPackage} is not installed. It is an `
    + "optional dependency: install on the platform that runs it, and without --omit=optional. On Linux it needs glibc";
}

function failure(code, message, cause) {
  return Object.assign(new Error(message, { cause }), { code });
}

// All that the binary exports; what is named here can also be imported by name, as a host reads such names off the source.
module.exports = load();
module.exports.Descriptor = module.exports.Descriptor;
module.exports.Poller = module.exports.Poller;
module.exports.Socket = module.exports.Socket;
module.exports.SocketError = module.exports.SocketError;
module.exports.getOption = module.exports.getOption;
module.exports.sdListenDescriptors = module.exports.sdListenDescriptors;
module.exports.sdNotify = module.exports.sdNotify;
module.exports.sdWatchdogInterval = module.exports.sdWatchdogInterval;
module.exports.setOption = module.exports.setOption;
