// Packs `teasocket` and the package of the platform that this runs on, or of each that is named, into artifacts/npm.

import { rmSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { built } from "./binary.mjs";
import { packMain, packPlatform } from "./packages.mjs";
import { platformsIn } from "./platforms.mjs";

const platforms = platformsIn(process.argv.slice(2));
platforms.forEach(built);

const destination = fileURLToPath(new URL("../../../artifacts/npm", import.meta.url));
rmSync(destination, { recursive: true, force: true });
for (const tarball of [packMain(destination), ...platforms.map((platform) => packPlatform(destination, platform))]) {
  console.log(relative(process.cwd(), tarball));
}
