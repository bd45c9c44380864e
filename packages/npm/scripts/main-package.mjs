// Makes the package `teasocket`: node scripts/main-package.mjs DIRECTORY; then npm publish DIRECTORY.

import { makeMainPackage } from "./packages.mjs";

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error("usage: node scripts/main-package.mjs DIRECTORY");
  process.exit(2);
}
makeMainPackage(directory);
