// The reference: a page for each call, made from index.d.ts and the examples.

import { readDeclarations } from "./declarations.mjs";
import { readExamples } from "./examples.mjs";
import { declarationsFile } from "./paths.mjs";
import { Prose } from "./prose.mjs";
import { constantsPage, typesPage } from "./reference-lists.mjs";

/** Classes whose members are properties alone have one page. */
const isOnePage = ({ members }) => members.every(({ isCall }) => !isCall);

const declarations = readDeclarations(declarationsFile);
declarations.classes.sort((a, b) => isOnePage(a) - isOnePage(b) || b.members.length - a.members.length); // Socket first

const fileOf = (name) => name.replace(/(?!^)([A-Z])/g, "-$1").toLowerCase();

/** The name of a member's page, in its class's folder. */
function pageOf({ name }) {
  const symbol = /^\[Symbol\.(\w+)\]$/.exec(name);
  return symbol === null ? (name === "constructor" ? "new" : name) : fileOf(symbol[1]);
}

const folderOf = (declaration) => `/reference/${fileOf(declaration.name)}`;

const addressOfClass = (declaration) => (isOnePage(declaration) ? folderOf(declaration) : `${folderOf(declaration)}/`);

const addressOfMember = (declaration, member) =>
  (isOnePage(declaration) ? `${folderOf(declaration)}#${member.name}` : `${folderOf(declaration)}/${pageOf(member)}`);

const fullNameOf = (declaration, { name }) => (declaration.isModule ? name : `${declaration.name}.${name}`);

/** The address of each declared name: "Poller", "Poller.wait", "AwaitOptions". */
const addresses = new Map();
for (const declaration of declarations.classes) {
  addresses.set(declaration.name, addressOfClass(declaration));
  for (const member of declaration.members) addresses.set(fullNameOf(declaration, member), addressOfMember(declaration, member));
}
for (const { name, ofOptions, properties } of declarations.types) {
  const address = !ofOptions ? `/reference/types#${name.toLowerCase()}` : name === "SocketOptions" ? "/options" : `/options#${name.toLowerCase()}`;
  addresses.set(name, address);
  for (const property of properties) {
    addresses.set(`${name}.${property.name}`, name === "SocketOptions" ? `/options#${property.name.toLowerCase()}` : address);
  }
}

const prose = new Prose((name) => addresses.get(name));

/** What a member is called in a sentence: "socket.receive", "Socket.select", "new Socket". */
function titleOf(declaration, { name, isStatic }) {
  if (declaration.isModule) return name;
  if (name === "constructor") return `new ${declaration.name}`;
  const owner = isStatic ? declaration.name : declaration.name[0].toLowerCase() + declaration.name.slice(1);
  return name.startsWith("[") ? `${owner}${name}` : `${owner}.${name}`;
}

/** How a call is written, what may be left out in brackets. */
function callOf(declaration, member, { parameters }) {
  const names = parameters.map(({ name, optional }) => (optional || name.startsWith("...") ? `[${name.replace("...", "")}]` : name));
  return `${titleOf(declaration, member)}(${names.join(", ")})`;
}

const code = (language, text) => `\`\`\`${language}\n${text}\n\`\`\``;

function overloadSection(overload) {
  const { doc, parameters, type } = overload;
  const lines = [code("ts", overload.code), prose.text(doc.text)];
  const entries = parameters.map(({ name, type: parameterType, optional }) => {
    const said = doc.parameters.get(name.replace("...", ""));
    return `- **${name.replace("...", "")}** ${prose.type(parameterType)}${optional ? " (may be left out)" : ""}${said ? `: ${prose.line(said)}` : ""}`;
  });
  for (const [name, said] of doc.typeParameters) entries.push(`- \\<**${name}**> ${prose.line(said)}`);
  if (entries.length > 0) lines.push(entries.join("\n"));
  if (doc.returns !== "") lines.push(`**Returns** ${prose.type(type)}: ${prose.line(doc.returns)}`);
  if (doc.throws.length > 0) lines.push(`**Throws**\n\n${doc.throws.map((said) => `- ${prose.line(said)}`).join("\n")}`);
  return lines.join("\n\n");
}

function exampleSection(example) {
  const only = example.reason === "" ? [] : [`Not in every host: ${example.reason}.`];
  const output = example.output === "" ? [] : ["It prints:", code("text", example.output.trimEnd())];
  return ["## Example", ...only, code("js", example.code), ...output].join("\n\n");
}

/** The same call by promises, or the one that a promise's is named after. */
function twinOf(declaration, { name, isStatic }) {
  const other = name.endsWith("Async") ? name.slice(0, -"Async".length) : `${name}Async`;
  const twin = declaration.members.find((one) => one.name === other && one.isStatic === isStatic);
  if (twin === undefined) return [];
  const link = `[${titleOf(declaration, twin)}()](${addressOfMember(declaration, twin)})`;
  return [name.endsWith("Async") ? `Its twin that waits in the call is ${link}.` : `Its twin by promises is ${link}.`];
}

function memberPage(declaration, member, example) {
  const title = `${titleOf(declaration, member)}${member.isCall ? "()" : ""}`;
  const parts = [`# ${title.replace(/[[\]]/g, "\\$&")}`];
  for (const overload of member.overloads) {
    if (member.overloads.length > 1) parts.push(`## ${callOf(declaration, member, overload).replace(/[[\]]/g, "\\$&")}`);
    parts.push(overloadSection(overload));
  }
  parts.push(...twinOf(declaration, member), exampleSection(example));
  return page(parts, { description: member.overloads[0].doc.text });
}

function membersTable(declaration, members) {
  const rows = members.map((member) => {
    const [overload] = member.overloads;
    const shown = member.isCall ? callOf(declaration, member, overload) : titleOf(declaration, member);
    return `| [\`${shown}\`](${addressOfMember(declaration, member)}) | ${prose.sentence(overload.doc.text)} |`;
  });
  return ["| | |", "|---|---|", ...rows].join("\n");
}

function classPage(declaration) {
  const { doc } = declaration;
  const typeParameters = [...doc.typeParameters].map(([name, said]) => `- \\<**${name}**> ${prose.line(said)}`);
  const groups = groupsOf(declaration).map(({ text, members }) => `## ${text}\n\n${membersTable(declaration, members)}`);
  return page([`# ${declaration.name}`, prose.text(doc.text), typeParameters.join("\n"), ...groups], { description: doc.text });
}

function propertiesPage(declaration, example) {
  const rows = declaration.members.map(({ name, overloads: [{ doc, type }] }) => `### ${name}\n\n${prose.type(type)}: ${prose.text(doc.text)}`);
  return page([`# ${declaration.name}`, prose.text(declaration.doc.text), exampleSection(example), "## Properties", ...rows],
    { description: declaration.doc.text });
}

/** The members of a class as they belong together. */
function groupsOf(declaration) {
  const isPromise = ({ name, overloads }) => name === "[Symbol.asyncIterator]" || overloads[0].type.startsWith("Promise<")
    || ["ref", "unref", "toWeb"].includes(name);
  const { members } = declaration;
  if (declaration.name !== "Socket") return [{ text: "Members", members }];
  return [
    { text: "Opening and properties", members: members.filter((one) => one.name === "constructor" || (!one.isStatic && !one.isCall)) },
    { text: "Calls", members: members.filter((one) => one.isCall && !one.isStatic && one.name !== "constructor" && !isPromise(one)) },
    { text: "Promises", members: members.filter((one) => isPromise(one)) },
    { text: "Static", members: members.filter((one) => one.isStatic && !isPromise(one)) },
  ];
}

function indexPage() {
  const rows = declarations.classes.map((declaration) =>
    `| [\`${declaration.name}\`](${addressOfClass(declaration)}) | ${prose.sentence(declaration.doc.text)} |`);
  return page([
    "# Reference",
    "Made from the types, `index.d.ts`, and from the programs in `docs/examples`, which the tests run in the runner, Node, Bun and Deno: each "
    + "prints what stands below it.",
    ["| | |", "|---|---|", ...rows,
      "| [Types](/reference/types) | What calls take and return. |",
      "| [Constants](/reference/constants) | The numbers of families, types, protocols, flags and options. |",
      "| [Options by name](/options) | What getOption and setOption know. |"].join("\n"),
    ...declarations.classes.filter((one) => !isOnePage(one)).flatMap((declaration) =>
      groupsOf(declaration).map(({ text, members }) => `## ${declaration.name}: ${text.toLowerCase()}\n\n${membersTable(declaration, members)}`)),
  ], {});
}

function page(parts, { description }) {
  const said = description === undefined ? "" : plain(description);
  const head = said === "" ? [] : [`---\ndescription: ${JSON.stringify(said)}\n---`];
  return `${[...head, ...parts].filter((part) => part !== "").join("\n\n")}\n`;
}

const plain = (text) => text.split("\n\n")[0].replace(/\{@link\s+(?:[^}|]*\|\s*)?([^}]+?)\s*\}/g, "$1").replace(/\s+/g, " ");

/**
 * @returns {Map<string, string>} each page's text by its address without the slash in front and with .md behind. Throws where a call has no
 *   example, or an example no call
 */
export function referencePages() {
  const unused = readExamples();
  const take = (name) => {
    const example = unused.get(name);
    if (example === undefined) throw new Error(`docs/examples/${name}.mjs is missing: the reference shows an example of each call`);
    unused.delete(name);
    return example;
  };
  const made = new Map([
    ["reference/index.md", indexPage()],
    ["reference/types.md", typesPage(declarations.types, prose)],
    ["reference/constants.md", constantsPage(declarations.classes.find(({ name }) => name === "Socket").constants, prose)],
  ]);
  for (const declaration of declarations.classes) {
    const folder = folderOf(declaration).slice(1);
    if (isOnePage(declaration)) {
      made.set(`${folder}.md`, propertiesPage(declaration, take(fileOf(declaration.name))));
      continue;
    }
    made.set(`${folder}/index.md`, classPage(declaration));
    for (const member of declaration.members) {
      made.set(`${folder}/${pageOf(member)}.md`, memberPage(declaration, member, take(`${fileOf(declaration.name)}/${pageOf(member)}`)));
    }
  }
  if (unused.size > 0) throw new Error(`docs/examples has no call for ${[...unused.keys()].join(", ")}`);
  return made;
}

/** The reference in the sidebar. */
export function referenceSidebar() {
  const entry = (declaration) => (member) =>
    ({ text: titleOf(declaration, member).replace(/^socket\.|^Socket\./, ""), link: addressOfMember(declaration, member) });
  const groups = declarations.classes.filter((one) => !isOnePage(one)).flatMap((declaration) => groupsOf(declaration)
    .map(({ text, members }) => ({
      text: declaration.name === "Socket" ? `Socket: ${text.toLowerCase()}` : declaration.name,
      collapsed: true,
      items: [...(text === "Members" ? [{ text: "About", link: addressOfClass(declaration) }] : []), ...members.map(entry(declaration))],
    })));
  const socket = groups.filter(({ text }) => text.startsWith("Socket"));
  const others = groups.filter((group) => !socket.includes(group));
  const single = declarations.classes.filter(isOnePage).map((declaration) => ({ text: declaration.name, link: addressOfClass(declaration) }));
  return {
    text: "Reference",
    link: "/reference/",
    items: [{ text: "Socket", link: "/reference/socket/" }, ...socket, ...others, ...single,
      { text: "At a glance", link: "/calls" }, { text: "Types", link: "/reference/types" }, { text: "Constants", link: "/reference/constants" }, { text: "Options by name", link: "/options" }],
  };
}
