// Packs `teasocket`, the package of the platform that this runs on, or of each that is named, and the drop-in packages into artifacts/npm.

import { rmSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { built } from "./binary.mjs";
import { dropIns, packDropIn, packMain, packPlatform } from "./packages.mjs";
import { platformsIn } from "./platforms.mjs";

const platforms = platformsIn(process.argv.slice(2));
platforms.forEach(built);

const destination = fileURLToPath(new URL("../../../artifacts/npm", import.meta.url));
rmSync(destination, { recursive: true, force: true });
const tarballs = [
  packMain(destination),
  ...platforms.map((platform) => packPlatform(destination, platform)),
  ...dropIns.map((dropIn) => packDropIn(destination, dropIn)),
];
for (const tarball of tarballs) console.log(relative(process.cwd(), tarball));
