// The reference of the C# libraries: a page for each public type, made of what docfx has read in the assemblies and their documentation.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { anchorOf, convertType, headOf, idsOf } from "./docfx-markdown.mjs";
import { csharpMetadata } from "./paths.mjs";

const ROOT = "/csharp/reference";

/** Namespaces as they are listed, with what each is for. */
const namespaces = {
  TeaSocket: "The core: what sockets do, and no script in sight.",
  "TeaSocket.V8": "Sockets for the scripts of a program that embeds V8.",
  "TeaSocket.Script": "What every host of scripts shares: the face, and the table of functions under it. For who writes another host.",
};

/** The kinds of types, as the list of a namespace has them. */
const kinds = { Class: "Classes", Struct: "Structures", Interface: "Interfaces", Enum: "Enumerations", Delegate: "Delegates" };

/** @returns {{ file: string, text: string, id: string, kind: string, name: string, namespace: string, address: string }[]} by their names */
function readTypes() {
  if (!existsSync(csharpMetadata)) throw new Error("the C# libraries have not been read: npm run csharp does that");
  return readdirSync(csharpMetadata).filter((file) => file.endsWith(".md")).sort().flatMap((file) => {
    const text = readFileSync(join(csharpMetadata, file), "utf8");
    const head = headOf(text);
    if (head.kind === "Namespace") return [];
    const [, namespace] = /^Namespace: \[([^\]]+)\]/m.exec(text);
    if (!(namespace in namespaces)) throw new Error(`site/csharp.mjs does not know the namespace ${namespace}`);
    return [{ file, text, ...head, namespace, address: `${ROOT}/${namespace}/${file.slice(namespace.length + 1, -".md".length)}` }];
  });
}

const types = readTypes();

/** The address of each type and member by docfx's id. */
const addresses = new Map(types.flatMap(({ id, address, text }) =>
  [[id, address], ...idsOf(text).map((member) => [member, `${address}#${anchorOf(member, id)}`])]));

const idOf = (uid) => uid.replace(/\W/g, "_");

/** A member that has no place of its own, as a value of an enumeration, is on its type's page. */
const addressOf = (uid) => addresses.get(idOf(uid)) ?? addresses.get(idOf(uid.replace(/\.\w+$/, "")));

/** The name of what is referred to, with that of its type unless this is the page. */
function nameOf(uid, type) {
  const parts = uid.replace(/\(.*$/, "").replace(/`+\d+/g, "").split(".");
  const isType = addresses.has(idOf(uid)) && !addresses.get(idOf(uid)).includes("#");
  const [owner, name] = parts.slice(-2);
  return isType || owner === type || !/^[A-Z]/.test(owner) || parts.length < 3 || addressOf(uid) === undefined ? name : `${owner}.${name}`;
}

function resolver(type) {
  const reference = (_, uid) => {
    const name = `\`${nameOf(uid, type)}\``;
    const address = addressOf(uid);
    return address === undefined ? name : `[${name}](${address})`;
  };
  const link = (target) => {
    const [, file, id] = /^([^#]+)\.md(?:#(\w+))?$/.exec(target.replaceAll("\\", "")) ?? [];
    if (file === undefined) return target.replaceAll("\\", "");
    if (id !== undefined) return addresses.get(id);
    return types.find((one) => one.file === `${file}.md`)?.address ?? `${ROOT}/#${file.toLowerCase().replaceAll(".", "-")}`;
  };
  return (text) => text
    .replace(/<xref href="([^"]+)"[^>]*><\/xref>/g, (all, uid) => reference(all, decodeURIComponent(uid)))
    .replace(/<pre><code class="lang-(\w+)">([^]*?)<\/code><\/pre>/g, (_, language, code) => `\`\`\`${language}\n${plain(code)}\n\`\`\``)
    .replace(/<code>([^<]*)<\/code>/g, (_, code) => `\`${plain(code)}\``)
    .replace(/\]\(([^()\s]+(?:\\\([^)]*\\\))?[^()\s]*)\)/g, (_, target) => `](${link(target)})`);
}

const plain = (html) => html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", "\"").replaceAll("&amp;", "&");

const withoutMarks = (text) => text.replace(/\[([^\]]+)\]\([^)]*\)/g, "$1").replaceAll("`", "");

const sentence = (text) => text.replaceAll("\n", " ").replace(/^(.*?[.:])\s.*$/, "$1").replace(/:$/, ".").replaceAll("|", "\\|");

function typePage(type) {
  const { summary, body } = convertType(type.text, resolver(type.name.replace(/<.*/, "")));
  const place = `${type.kind} of [${type.namespace}](${ROOT}/#${type.namespace.toLowerCase().replaceAll(".", "-")})`;
  const head = `---\ndescription: ${JSON.stringify(withoutMarks(sentence(summary)))}\npageClass: declarations\n---`;
  return { summary, page: `${head}\n\n# ${type.name}\n\n${place}\n\n${body}\n` };
}

function indexPage(summaries) {
  const parts = ["# C# reference", "Made from the documentation in the code: all public types of the packages, by their namespaces."];
  for (const [namespace, said] of Object.entries(namespaces)) {
    parts.push(`## ${namespace}`, said);
    for (const [kind, heading] of Object.entries(kinds)) {
      const rows = types.filter((type) => type.namespace === namespace && type.kind === kind)
        .map((type) => `| [${type.name}](${type.address}) | ${sentence(summaries.get(type))} |`);
      if (rows.length > 0) parts.push(`**${heading}**`, ["| | |", "|---|---|", ...rows].join("\n"));
    }
  }
  return `${parts.join("\n\n")}\n`;
}

/** @returns {Map<string, string>} the text of each page. Throws where something public has no documentation */
export function csharpPages() {
  const [made, summaries] = [new Map(), new Map()];
  for (const type of types) {
    const { summary, page } = typePage(type);
    summaries.set(type, summary);
    made.set(`${type.address.slice(1)}.md`, page);
  }
  made.set(`${ROOT.slice(1)}/index.md`, indexPage(summaries));
  return made;
}

/** The reference in the sidebar: a group for each namespace. */
export const csharpSidebar = () => ({
  text: "C# reference",
  link: `${ROOT}/`,
  items: Object.keys(namespaces).map((namespace) => ({
    text: namespace,
    collapsed: true,
    items: types.filter((type) => type.namespace === namespace).map(({ name, address }) => ({ text: name.replaceAll("\\", ""), link: address })),
  })),
});
