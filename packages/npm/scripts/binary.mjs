// Where the build puts the binary. Without one this ends the program, and says how to build it.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What the build makes: socket.node, and in dotnet/ the licences of the .NET runtime that it holds. */
export const built = fileURLToPath(new URL("../../../artifacts/node/", import.meta.url));

if (!existsSync(join(built, "socket.node"))) {
  console.error(`${join(built, "socket.node")} is not there. To build it, in packages/npm: npm run build`);
  process.exit(1);
}
