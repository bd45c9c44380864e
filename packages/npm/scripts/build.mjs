// Publishes the library for the platform that this runs on, or for each that is named: `npm run build -- linux-arm64`.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { directoryOf } from "./binary.mjs";
import { here, platformsIn, runtimeOf } from "./platforms.mjs";

const project = fileURLToPath(new URL("../../../src/TeaSocket.NodeApi", import.meta.url));

for (const platform of platformsIn(process.argv.slice(2))) {
  const runtime = platform === here ? [] : ["--runtime", runtimeOf(platform)];
  const args = ["publish", project, "--configuration", "Release", ...runtime, "--output", directoryOf(platform)];
  const { error, status } = spawnSync("dotnet", args, { stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
