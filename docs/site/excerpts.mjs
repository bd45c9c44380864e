// What stands in a page for what is read from the code: behind `<!-- excerpt: FILE: TEXT -->` the lines of a file from the first that has that text
// to the end of what begins there.

import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { repository } from "./paths.mjs";

const languages = { ".cs": "csharp", ".js": "js", ".ts": "ts", ".c": "c" };

const MOST_LINES = 50;

/**
 * @param {string} text a page's markdown
 * @returns {string} the same, with the code as it is now
 */
export const withExcerpts = (text) =>
  text.replace(/^(<!-- excerpt: (\S+): (.+) -->\n)```\w+\n(?:[^`].*\n|\n)*```$/gm, (_, mark, file, beginning) =>
    `${mark}\`\`\`${languages[extname(file)]}\n${excerpt(file, beginning).join("\n")}\n\`\`\``);

function excerpt(file, beginning) {
  const lines = readFileSync(join(repository, file), "utf8").split("\n");
  const start = lines.findIndex((line) => line.includes(beginning));
  if (start < 0) throw new Error(`${file} has no line with ${beginning}`);
  const margin = /^ */.exec(lines[start])[0].length;
  let depth = 0;
  for (let end = start; end < lines.length && end - start < MOST_LINES; end++) {
    depth += (lines[end].match(/[([{]/g)?.length ?? 0) - (lines[end].match(/[)\]}]/g)?.length ?? 0);
    if (depth === 0 && /[;,}]$/.test(lines[end])) return lines.slice(start, end + 1).map((line) => line.slice(margin));
  }
  throw new Error(`${file}: what begins with ${beginning} has more than ${MOST_LINES} lines`);
}
