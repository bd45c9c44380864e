// Directories and child processes of the tests.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The directory of the package. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** An empty directory, which is deleted when the test ends. Its path is short, for Unix sockets to fit. */
export function temporaryDirectory(t) {
  const directory = mkdtempSync(join(tmpdir(), "teasocket-"));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/**
 * Runs a program to its end.
 * @returns {Promise<{status: number|string, stdout: string, stderr: string}>} status is the signal's name if one ended it
 */
export function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"]) {
      child[name].setEncoding("utf8").on("data", (text) => { output[name] += text; });
    }
    child.on("error", reject).on("close", (code, signal) => resolve({ status: code ?? signal, ...output }));
  });
}
