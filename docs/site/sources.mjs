// Pages that show files of the repository, and lists of those in a folder.

import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { repository } from "./paths.mjs";

const languages = { ".js": "js", ".mjs": "js", ".cs": "csharp", ".c": "c", ".ts": "ts", ".json": "json", ".sh": "sh", ".txt": "text" };

/** A page with a file's text. */
export function sourcePage(file, text, ending) {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`{3,}/g)].map(([marks]) => marks.length + 1)));
  const description = headOf(text);
  return `---\ndescription: ${JSON.stringify(description)}\noutline: false\nsearch: ${file.startsWith("examples/")}\n---\n\n`
    + `# ${basename(file)}\n\n\`${file}\`\n\n${fence}${languages[ending] ?? "text"}\n${text.trimEnd()}\n${fence}\n`;
}

/** The files of a folder that have a page. */
export const filesOf = (folder) => readdirSync(join(repository, folder), { withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(m?js|cs)$/.test(entry.name)).map(({ name }) => `${folder}/${name}`).sort();

/** A table of the files of a folder and what their first comments say, linked as from the repository's root. */
export function folderTable(folder) {
  const rows = filesOf(folder).map((file) =>
    `| [${basename(file)}](${file}) | ${headOf(readFileSync(join(repository, file), "utf8")).replaceAll("|", "\\|")} |`);
  return ["| | |", "|---|---|", ...rows].join("\n");
}

/** The first sentence of the comment at a file's head, "" without one. */
function headOf(text) {
  const lines = text.replace(/^"use strict";\n+/, "").split("\n");
  const end = lines.findIndex((line) => !/^\/\/ \S/.test(line));
  const comment = lines.slice(0, end).map((line) => line.slice(3)).join(" ");
  return comment.replace(/([.:])\s.*$/, "$1").replace(/:$/, ".").replaceAll("<", "&lt;");
}
