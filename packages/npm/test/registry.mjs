// A registry of npm's, with the packages of a test.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

/**
 * A registry on loopback that has these packages and no other; remembers the names that it was asked for.
 * @param {[object, string][]} packages the package.json of each, and its tarball's path
 */
export async function serveRegistry(t, packages) {
  const files = new Map();
  const asked = new Set();
  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url.slice(1));
    asked.add(name);
    response.writeHead(files.has(name) ? 200 : 404).end(files.get(name) ?? "{}");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => { server.closeAllConnections(); server.close(); });
  const url = `http://127.0.0.1:${server.address().port}/`;
  const versions = new Map();
  for (const [manifest, tarball] of packages) {
    const { name, version } = manifest;
    const content = readFileSync(tarball);
    const integrity = `sha512-${createHash("sha512").update(content).digest("base64")}`;
    const path = `tarballs/${name}/${version}`;
    files.set(path, content);
    versions.set(name, { ...versions.get(name), [version]: { ...manifest, dist: { tarball: url + path, integrity } } });
  }
  for (const [name, all] of versions) {
    files.set(name, JSON.stringify({ name, "dist-tags": { latest: Object.keys(all).at(-1) }, versions: all }));
  }
  return { url, asked };
}
