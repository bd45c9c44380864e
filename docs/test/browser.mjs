// The built site as a reader has it: served from a port of this machine, in a Chromium without a window.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const site = fileURLToPath(new URL("../../artifacts/site/", import.meta.url));

const types = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json",
  ".png": "image/png",
};

/** The paths of all pages, "/reference/index.html". */
export const pages = readdirSync(site, { recursive: true }).filter((name) => name.endsWith(".html") && name !== "404.html")
  .map((name) => `/${name}`).sort();

/** The name of a file of the site for a path that is asked for, or undefined. */
export function fileOf(path) {
  const file = join(site, path.endsWith("/") ? `${path}index.html` : path);
  return file.startsWith(site) && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/** Serves the site until the test ends. @returns {Promise<string>} its origin */
export async function serve(test) {
  const server = createServer((request, response) => {
    const file = fileOf(decodeURIComponent(new URL(request.url, "http://site").pathname));
    if (file === undefined) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  test.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

/** Starts Chromium until the test ends. */
export async function launch(test) {
  // Without its own sandbox, which root cannot have: it is shown nothing but our own pages.
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  test.after(() => browser.close());
  return browser;
}
