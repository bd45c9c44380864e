// Reads a page that docfx has made of a type, or of a namespace, and writes it as the site's other pages are: a link for each reference, which
// docfx leaves unresolved inside of sentences, and a line where it makes a heading of each parameter, result and exception.

/** Sections that the declaration says already. */
const REPEATED = new Set(["Inheritance", "Inherited Members", "Implements"]);

/** Members that the compiler gives a record. */
const GENERATED = new Set(["Equals", "GetHashCode", "ToString", "Deconstruct", "<Clone>$", "operator ==", "operator !="]);

/** How one thing of a list begins, by the section's heading: docfx names parameters as code, and sets types apart by a blank. */
const lists = { Parameters: /^`\w+`/, "Type Parameters": /^`\w+`/, Exceptions: /^ \S/, Returns: /^ \S/, "Property Value": /^ \S/, "Field Value": /^ \S/ };

/** What stands before each of them. */
const leads = { Exceptions: "Throws ", Returns: "Returns ", "Property Value": "Value: ", "Field Value": "Value: " };

/** The paragraphs of a text, and each block of code as one of them. */
const blocksOf = (text) => [...text.matchAll(/^(```[^]*?^```|<pre>[^]*?<\/pre>|(?:.+(?:\n|$))+)/gm)].map(([block]) => block.trimEnd());

/** @returns {{ id: string, title: string }} what a heading of docfx's says */
function parseHeading(line) {
  const [, id, title] = /^#+ (?:<a id="(\w+)"><\/a> )?(.+)$/.exec(line);
  return { id, title };
}

/** @returns {{ id: string, kind: string, name: string }} the type or namespace of a page */
export function headOf(text) {
  const { id, title } = parseHeading(text.split("\n", 1)[0]);
  const [, kind, name] = /^(\w+) (.+)$/.exec(title);
  return { id, kind, name };
}

/** @returns {string[]} the ids of a page's members */
export const idsOf = (text) => [...text.matchAll(/^### <a id="(\w+)">/gm)].map(([, id]) => id);

/** The id of a member within the page of its type. */
export const anchorOf = (id, type) => id.slice(type.length).replace(/^_+/, "");

/**
 * @param {string} text a type's page
 * @param {(text: string) => string} resolve makes the links of a text
 * @returns {{ summary: string, body: string }} Throws where a member has no documentation
 */
export function convertType(text, resolve) {
  const [first, ...members] = text.split(/^(?=### |## )/m);
  const { id, name } = headOf(first);
  const [, , summary = "", ...rest] = blocksOf(first); // below the heading and the line with the namespace
  requireDocumentation(summary, name);
  const parts = [summary, ...sections(rest)];
  for (const member of members) {
    const [heading, ...blocks] = blocksOf(member);
    if (heading.startsWith("## ")) {
      parts.push(heading, ...(heading === "## Fields" && !blocks[0]?.startsWith("#") ? enumTable(blocks) : blocks));
      continue;
    }
    const { id: memberId, title } = parseHeading(heading);
    if (isUndocumented(blocks[0]) && GENERATED.has(title.replace(/\\?\(.*/, "").replaceAll("\\", ""))) continue;
    const isImplicit = title === `${name}\\(\\)`; // the compiler gives a class a constructor, and asks for no documentation of it
    if (!isImplicit) requireDocumentation(blocks[0], `${name}.${title}`);
    parts.push(`### ${title} {#${anchorOf(memberId, id)}}`, ...sections(blocks));
  }
  return { summary: resolve(summary), body: resolve(withoutEmptyGroups(parts).join("\n\n")) };
}

const isUndocumented = (block = "") => block === "" || /^(```|#)/.test(block);

function requireDocumentation(block, name) {
  if (isUndocumented(block)) throw new Error(`${name.replaceAll("\\", "")} has no documentation`);
}

/** What belongs to a declaration: the text, and lists in place of the sections that docfx has. */
function sections(blocks) {
  const parts = [];
  let [heading, isBare] = ["", false]; // whether the last entry of a list has no text yet
  for (const block of blocks) {
    if (block.startsWith("#### ")) {
      heading = block.slice(5);
      if (!(heading in lists) && !REPEATED.has(heading)) parts.push(`**${heading}**`);
    } else if (REPEATED.has(heading) || (heading === "Property Value" && !isOurs(block))) {
      continue;
    } else if (lists[heading]?.test(block)) {
      parts.push(`- ${leads[heading] ?? ""}${block.trim()}`);
      isBare = true;
    } else if (heading in lists) {
      const text = block.replaceAll("\n", "\n  ");
      parts.push(isBare ? `${parts.pop()}: ${text}` : `  ${text}`);
      isBare = false;
    } else {
      parts.push(block);
    }
  }
  return parts;
}

/** Whether a type has a page here: of others the declaration says enough. */
const isOurs = (type) => /\.md\b/.test(type);

/** The values of an enum. */
function enumTable(blocks) {
  const rows = [];
  for (const block of blocks) {
    if (block.startsWith("`")) rows.push(`| ${block.trim()} | |`);
    else rows.push(rows.pop().replace(/\|$/, `${block.replaceAll("\n", " ")} |`));
  }
  for (const row of rows) requireDocumentation(/\| \|$/.test(row) ? "" : row, row);
  return [["| | |", "|---|---|", ...rows].join("\n")];
}

/** Without headings of groups below which nothing is left. */
const withoutEmptyGroups = (parts) => parts.filter((part, index) =>
  !part.startsWith("## ") || (parts[index + 1] !== undefined && !parts[index + 1].startsWith("## ")));
