// Compares what pages have from the code, excerpts and the picture of docs/inside.md, with the code as it is now; with TEASOCKET_WRITE in the
// environment it is written.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withExcerpts } from "./excerpts.mjs";
import { floorsPicture } from "./floors.mjs";
import { repository } from "./paths.mjs";

/** The pages with excerpts. */
const PAGES = ["docs/inside.md", "CONTRIBUTING.md"];

const read = (file) => existsSync(join(repository, file)) ? readFileSync(join(repository, file), "utf8") : "";

for (const [file, content] of [...PAGES.map((page) => [page, withExcerpts(read(page))]), ["docs/floors.svg", floorsPicture()]]) {
  if (read(file) === content) continue;
  if (process.env.TEASOCKET_WRITE !== undefined) {
    writeFileSync(join(repository, file), content);
    console.log(`wrote ${file}`);
  } else {
    console.error(`${file} is not what the code says. TEASOCKET_WRITE=1 node docs/site/inside.mjs writes it`);
    process.exitCode = 1;
  }
}
