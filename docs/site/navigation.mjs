// The navigation. A folder of docs/ is a group of its own, its pages in the order of `order` in their heads, then of their names; the page
// index.md names the group.

import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { csharpSidebar } from "./csharp.mjs";
import { repository } from "./paths.mjs";

import { referenceSidebar } from "./reference.mjs";
import { writtenPages } from "./written.mjs";

/** Groups of pages that stand in no folder of their own. */
const groups = [
  { text: "Where it runs", pages: ["npm.md", "hosts.md", "runner.md", "tool.md", "tls.md", "windows.md", "csharp/index.md", "csharp/embedding.md"] },
  { text: "How it is built", pages: ["inside.md", "performance.md", "benchmarks.md", "contributing.md", "changelog.md"] },
];

/** Titles of readmes that say too little beside those of other packages. */
const titles = { "npm.md": "The npm package", "tool.md": "The runner as a .NET tool", "csharp/index.md": "C#: the core", "csharp/embedding.md": "C#: scripts in V8" };

/** Pages that the reference has among its own. */
const elsewhere = ["index.md", "calls.md", "options.md", "programs/index.md", "programs/node.md"];

const written = writtenPages();

function readPage(page) {
  const text = readFileSync(join(repository, written.get(page)), "utf8");
  const head = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? "";
  const title = /^title: *(.+)$/m.exec(head)?.[1] ?? /^# (.+)$/m.exec(text)?.[1];
  if (title === undefined) throw new Error(`${written.get(page)} has no heading`);
  return { title: title.replaceAll("`", ""), order: Number(/^order: *(\d+)$/m.exec(head)?.[1] ?? Infinity) };
}

const addressOf = (page) => `/${page.replace(/(^|\/)index\.md$/, "$1").replace(/\.md$/, "")}`;

const entry = (page) => ({ text: titles[page] ?? readPage(page).title, link: addressOf(page) });

function folderGroups() {
  const listed = new Set([...elsewhere, ...groups.flatMap(({ pages }) => pages)]);
  const rest = [...written.keys()].filter((page) => !listed.has(page));
  const alone = rest.filter((page) => dirname(page) === ".");
  if (alone.length > 0) throw new Error(`site/navigation.mjs has no group for ${alone.join(", ")}`);
  return [...new Set(rest.map((page) => dirname(page)))].map((folder) => {
    const inside = rest.filter((page) => dirname(page) === folder);
    if (!inside.includes(`${folder}/index.md`)) throw new Error(`docs/${folder} has no index.md, which names its group`);
    const sorted = inside.filter((page) => basename(page) !== "index.md").map((page) => ({ page, ...readPage(page) }))
      .sort((a, b) => a.order - b.order || (a.page < b.page ? -1 : 1));
    return { text: readPage(`${folder}/index.md`).title, link: addressOf(`${folder}/index.md`), items: sorted.map(({ page }) => entry(page)) };
  });
}

const listedGroups = () => groups.map(({ text, pages }) => ({ text, items: pages.filter((page) => written.has(page)).map(entry) }));

const programs = { text: "Programs", link: "/programs/", items: [entry("programs/index.md"), entry("programs/node.md")] };

/** The whole navigation, at the left of each page. */
export const sidebar = () => [{ text: "TeaSocket", link: "/" }, ...folderGroups(), referenceSidebar(), csharpSidebar(), programs, ...listedGroups()];

/** The first page of each part, at the top. */
export const navigation = () => [
  ...folderGroups().map(({ text, link }) => ({ text, link })),
  { text: "Reference", link: "/reference/" },
  { text: "Options", link: "/options" },
  { text: "Benchmarks", link: "/benchmarks" },
];
