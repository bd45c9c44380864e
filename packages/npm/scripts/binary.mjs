// Where the build puts the binaries.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { here, platformsIn } from "./platforms.mjs";

const artifacts = fileURLToPath(new URL("../../../artifacts/node/", import.meta.url));

/**
 * The directory that a platform is built into: that of the platform that this runs on, or one within it.
 * @returns {string} it holds socket.node, and in dotnet/ the licences of the .NET runtime that is in it
 */
export const directoryOf = (platform) => (platform === here ? artifacts : join(artifacts, platform));

/** The same, once it is built: until then this ends the program, and says how to build it. */
export function built(platform) {
  const directory = directoryOf(platform);
  const binary = join(directory, "socket.node");
  if (!existsSync(binary)) {
    console.error(`${binary} is not there. To build it, in packages/npm: npm run build${platform === here ? "" : ` -- ${platform}`}`);
    process.exit(1);
  }
  return directory;
}

// As a program of its own: `node scripts/binary.mjs [platform…]`.
if (process.argv[1] === fileURLToPath(import.meta.url)) platformsIn(process.argv.slice(2)).forEach(built);
