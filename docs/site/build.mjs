// Gathers the site's pages in docs/.pages, of which VitePress makes the site: the markdown of docs/ and of a few files elsewhere in the
// repository, the reference, and a page for each file of the repository that a page links to. With --watch it goes on doing so.

import { mkdirSync, readFileSync, readdirSync, rmSync, watch, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { csharpPages } from "./csharp.mjs";
import { readExamples } from "./examples.mjs";
import { Links } from "./links.mjs";
import { declarationsFile, pages, repository } from "./paths.mjs";
import { referencePages } from "./reference.mjs";
import { folderTable } from "./sources.mjs";
import { writtenPages } from "./written.mjs";

/** All that belongs into docs/.pages: the content of each file by its path there. */
function gather() {
  const written = writtenPages();
  const links = new Links(written);
  const made = new Map();
  for (const [page, source] of written) made.set(page, links.rewrite(source, readFileSync(join(repository, source), "utf8")));
  for (const [page, text] of [...referencePages(), ...csharpPages()]) add(made, page, text);
  made.set("programs/index.md", `${made.get("programs/index.md")}\n${links.rewrite("README.md", folderTable("examples"))}\n`);
  made.set("programs/node.md", `${made.get("programs/node.md")}\n${links.rewrite("README.md", folderTable("examples/node"))}\n`);
  for (const [page, text] of links.sourcePages()) add(made, page, text);
  for (const file of ["docs/icon.svg", ...links.images]) made.set(`public/${file.replace(/^docs\//, "")}`, readFileSync(join(repository, file)));
  return made;
}

function add(made, page, text) {
  if (made.has(page)) throw new Error(`there are two pages ${page}`);
  made.set(page, text);
}

/** Writes what has changed, and removes what is no page any more. */
function write(made) {
  for (const file of existsSync(pages) ? readdirSync(pages, { recursive: true, withFileTypes: true }) : []) {
    const path = join(file.parentPath, file.name);
    if (file.isFile() && !made.has(path.slice(pages.length))) rmSync(path);
  }
  for (const [page, content] of made) {
    const path = join(pages, page);
    if (existsSync(path) && readFileSync(path).equals(Buffer.from(content))) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  console.log(`${made.size} files in docs/.pages`);
}

write(gather());

if (process.argv.includes("--watch")) {
  const sources = [...writtenPages().values(), declarationsFile.slice(repository.length),
    ...[...readExamples().keys()].map((name) => `docs/examples/${name}.mjs`)];
  for (const folder of new Set(sources.map((file) => dirname(file)))) {
    watch(join(repository, folder), () => {
      try {
        write(gather());
      } catch (error) {
        console.error(error.message); // of a page that somebody is writing: the next change mends it
      }
    });
  }
}
