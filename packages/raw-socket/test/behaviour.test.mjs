// What the package does, line by line, in every host.

import { fileURLToPath } from "node:url";
import { installedAlone, runsEverywhere } from "../../npm/test/dropins.mjs";

runsEverywhere(await installedAlone("raw-socket"), fileURLToPath(new URL("behaviour", import.meta.url)));
