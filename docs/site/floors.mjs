// The picture of the floors: the projects of src/ and the npm package, what each refers to, and the folders that each consists of. All of it is
// read from the repository.

import { readFileSync, readdirSync } from "node:fs";
import { extname, join, posix } from "node:path";
import { repository } from "./paths.mjs";

const WIDTH = 440;
const GAP = 28;
const LINE = 17;
const HEAD = 26;
const PADDING = 10;

const read = (file) => readFileSync(join(repository, file), "utf8");

const filesIn = (folder) => readdirSync(join(repository, folder), { withFileTypes: true });

const isCode = ({ name }) => /\.(cs|js|c)$/.test(name);

/** Whether a folder has code, if only in folders within it. */
const hasCode = (folder) => filesIn(folder).some((entry) => entry.isDirectory() ? hasCode(`${folder}/${entry.name}`) : isCode(entry));

/** A project: its name, the folders with code in it, and the projects that it refers to. */
function project(folder) {
  const [{ name: file }] = filesIn(folder).filter(({ name }) => name.endsWith(".csproj"));
  const references = [...read(`${folder}/${file}`).matchAll(/<ProjectReference Include="([^"]+)"/g)]
    .map(([, path]) => posix.dirname(posix.join(folder, path)));
  const folders = filesIn(folder).filter((entry) => entry.isDirectory() && !["bin", "obj"].includes(entry.name))
    .map(({ name }) => name).filter((name) => hasCode(`${folder}/${name}`)).sort().map((name) => `${name}/`);
  const endings = new Set(filesIn(folder).filter((entry) => entry.isFile() && isCode(entry)).map(({ name }) => `*${extname(name)}`).sort());
  return { folder, title: posix.basename(folder), parts: [...(endings.size > 0 ? [[...endings].join(", ")] : []), ...last(folders, "Platform/")], references };
}

/** The floor that speaks to the system is the lowest. */
const last = (parts, name) => [...parts.filter((part) => part !== name), ...parts.filter((part) => part === name)];

/** The npm package, which carries what its build script publishes. */
function npmPackage() {
  const published = /"(?:\.\.\/)+(src\/[\w.]+)"/.exec(read("packages/npm/scripts/build.mjs"));
  if (published === null) throw new Error("packages/npm/scripts/build.mjs names no project that it publishes");
  const scripts = JSON.parse(read("packages/npm/package.json")).files.filter((file) => isCode({ name: file }));
  return { folder: "packages/npm", title: "the npm package", parts: [scripts.join(", ")], references: [published[1]] };
}

/** The boxes by floors, the highest first; on each those stand left that a box to the left refers to. */
function floors() {
  const boxes = [...filesIn("src").filter((entry) => entry.isDirectory()).map(({ name }) => project(`src/${name}`)), npmPackage()];
  const floorOf = ({ folder }) => Math.max(-1, ...boxes.filter(({ references }) => references.includes(folder)).map(floorOf)) + 1;
  const result = [];
  for (const box of boxes) (result[floorOf(box)] ??= []).push(box);
  result.slice(1).forEach((floor, above) => {
    const column = ({ folder }) => result[above].findIndex(({ references }) => references.includes(folder));
    floor.sort((a, b) => column(a) - column(b));
  });
  return result;
}

const heightOf = ({ parts }) => HEAD + parts.length * LINE + PADDING;

/** Gives each box its place. */
function place(result) {
  let top = 1;
  const placed = new Map();
  for (const floor of result) {
    const width = (WIDTH - GAP * (floor.length - 1)) / floor.length - 2;
    const height = Math.max(...floor.map(heightOf));
    floor.forEach((box, index) => placed.set(box.folder, { ...box, x: 1 + index * (width + GAP), y: top, width, height }));
    top += height + GAP;
  }
  return { placed, height: top - GAP + 1 };
}

function drawBox({ title, folder, parts, x, y, width, height }) {
  const lines = parts.map((part, index) => `  <text x="${x + PADDING}" y="${y + HEAD + (index + 1) * LINE - 5}">${part}</text>`);
  return [
    `<g><title>${folder}</title>`,
    `  <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`,
    `  <text x="${x + PADDING}" y="${y + 19}" class="name">${title}</text>`,
    ...lines,
    "</g>",
  ];
}

function drawReference(from, to) {
  const start = from.x + from.width / 2;
  const end = Math.min(Math.max(start, to.x + 10), to.x + to.width - 10);
  const [top, bottom] = [from.y + from.height, to.y];
  return `<path class="to" d="M${start} ${top}L${end} ${bottom - 2}" marker-end="url(#arrow)"/>`;
}

/** Colours that are seen on light and dark pages. */
const STYLE = "text { font: 12px system-ui, sans-serif; fill: #17343a } .name { font-size: 14px; font-weight: 600 } rect { fill: #e6f2f4; stroke: #12717f } "
  + ".to { fill: none; stroke: #7b8c90 } marker path { fill: #7b8c90 }";

/** @returns {string} the picture, an SVG */
export function floorsPicture() {
  const { placed, height } = place(floors());
  const boxes = [...placed.values()];
  const titleOf = (folder) => placed.get(folder).title;
  const told = boxes.map(({ title, references }) => (references.length > 0 ? `${title} refers to ${references.map(titleOf).join(", ")}` : title));
  return `${[
    `<svg role="img" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" xmlns="http://www.w3.org/2000/svg">`,
    `<title>The projects, each above those that it refers to: ${told.join("; ")}</title>`,
    `<style>${STYLE}</style>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    ...boxes.flatMap((box) => box.references.map((folder) => drawReference(box, placed.get(folder)))),
    ...boxes.flatMap(drawBox),
    "</svg>",
  ].join("\n")}\n`;
}
