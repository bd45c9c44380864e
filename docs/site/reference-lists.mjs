// The two pages of the reference that are lists: types and constants.

const code = (text) => `\`\`\`ts\n${text}\n\`\`\``;

/** A type's code with the comments inside it, whose links are names. */
const withNames = (text) => text.replace(/\{@link\s+(?:[^}|]*\|\s*)?([^}]+?)\s*\}/g, "$1");

/** @returns {string} the page of all types but those that are made from the table of options */
export function typesPage(types, prose) {
  const parts = ["# Types", "Exported beside the classes, for programs in TypeScript; and what the calls take and return, for all."];
  for (const { name, doc, code: text, properties } of types.filter((type) => !type.ofOptions).sort((a, b) => a.name.localeCompare(b.name))) {
    parts.push(`## ${name}`, prose.text(doc.text));
    const typeParameters = [...doc.typeParameters].map(([parameter, said]) => `- \\<**${parameter}**> ${prose.line(said)}`);
    parts.push(typeParameters.join("\n"));
    parts.push(properties.length > 0 ? propertiesTable(text, properties, prose) : code(withNames(text)));
  }
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function propertiesTable(text, properties, prose) {
  const heads = /^interface \w+(?:<[^]*?>)? extends ([^{]+)\{/.exec(text);
  const base = heads === null ? [] : [`With all of ${prose.type(heads[1].trim())}:`];
  const rows = properties.map(({ name, type, optional, text: said }) =>
    `| \`${name}${optional ? "?" : ""}\` | ${prose.type(type)} | ${prose.line(said).replace(/^- /, "")} |`);
  return [...base, ["| | | |", "|---|---|---|", ...rows].join("\n")].join("\n\n");
}

/** How the constants that are no options are headed, by the first letters of their names. */
const headings = [
  ["PF_", "Families"], ["SOCK_", "Types"], ["IPPROTO_", "Protocols, and the levels of their options"], ["NETLINK_", "Protocols of PF_NETLINK"],
  ["ETH_P_", "Protocols of PF_PACKET"], ["VMADDR_", "Addresses of PF_VSOCK"], ["MSG_", "Flags of messages"], ["SO_EE_", "Origins of queued errors"],
  ["SOMAXCONN", "Backlog"],
];

/** @returns {string} the page of all constants of Socket */
export function constantsPage(constants, prose) {
  const parts = [
    "# Constants",
    "Static properties of `Socket`, read-only, with the numbers of the system that the program runs on.",
  ];
  const others = constants.filter(({ isOption }) => !isOption);
  for (const [start, heading] of headings) {
    const found = others.filter(({ name }) => name.startsWith(start));
    if (found.length === 0) throw new Error(`there are no constants ${start}… any more`);
    parts.push(`## ${heading}`, table(found, prose));
  }
  const left = others.filter(({ name }) => !headings.some(([start]) => name.startsWith(start)));
  if (left.length > 0) throw new Error(`constants without a heading: ${left.map(({ name }) => name).join(", ")}`);
  parts.push("## Of options", "Numbers of options, of their levels, and values that they take.", table(constants.filter(({ isOption }) => isOption), prose));
  return `${parts.join("\n\n")}\n`;
}

const table = (constants, prose) =>
  ["| | |", "|---|---|", ...constants.map(({ name, text }) => `| \`${name}\` | ${prose.line(text)} |`)].join("\n");
