// Makes the package of the platform that this runs on: node scripts/platform-package.mjs DIRECTORY; then npm publish DIRECTORY.

import { makePlatformPackage } from "./packages.mjs";

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error("usage: node scripts/platform-package.mjs DIRECTORY");
  process.exit(2);
}
makePlatformPackage(directory);
