// The pages that people have written, and where they stand on the site.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./paths.mjs";

/** Files outside of docs/ that are pages, by their page. */
const elsewhere = {
  "index.md": "README.md",
  "npm.md": "packages/npm/README.md",
  "tool.md": "src/Tea/README.md",
  "csharp/index.md": "src/TeaSocket/README.md",
  "csharp/embedding.md": "src/TeaSocket.V8/README.md",
  "drop-ins/unix-dgram.md": "packages/unix-dgram/README.md",
  "drop-ins/usocket.md": "packages/usocket/README.md",
  "drop-ins/raw-socket.md": "packages/raw-socket/README.md",
  "programs/index.md": "examples/README.md",
  "programs/node.md": "examples/node/README.md",
  "contributing.md": "CONTRIBUTING.md",
  "changelog.md": "CHANGELOG.md",
};

/** @returns {Map<string, string>} the path of each page, with that of its file in the repository: every markdown file in docs/, too */
export function writtenPages() {
  const inDocs = readdirSync(join(repository, "docs"), { recursive: true })
    .filter((name) => name.endsWith(".md") && !/(^|\/)(node_modules|\.pages|\.vitepress)\//.test(name)).sort();
  return new Map([...Object.entries(elsewhere), ...inDocs.map((name) => [name, `docs/${name}`])]);
}
