// Packs `teasocket` and the package of the platform that this runs on into artifacts/npm.

import { rmSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { packMain, packPlatform } from "./packages.mjs";

const destination = fileURLToPath(new URL("../../../artifacts/npm", import.meta.url));
rmSync(destination, { recursive: true, force: true });
for (const tarball of [packMain(destination), packPlatform(destination)]) {
  console.log(relative(process.cwd(), tarball));
}
