// Reads documentation comments (/** … */) as index.d.ts has them: a description, and tags that may go over several lines.

/**
 * @typedef {object} Doc
 * @property {string} text the description
 * @property {Map<string, string>} parameters what is said of each parameter
 * @property {Map<string, string>} typeParameters the same of each parameter of the type
 * @property {string} returns what is returned, "" where nothing is said
 * @property {string[]} throws what is thrown
 */

/**
 * @param {string} comment the whole comment, "" for none
 * @returns {Doc}
 */
export function readComment(comment) {
  const lines = comment.replace(/^\/\*\*[ \t]*|[ \t]*\*\/$/g, "").split("\n").map((line) => line.replace(/^\s*\* ?/, "").trimEnd());
  const parts = [[]];
  for (const line of lines) {
    if (/^@\w/.test(line)) parts.push([]);
    parts.at(-1).push(line);
  }
  const [description, ...tags] = parts.map((part) => part.join("\n").trim());
  const doc = { text: description, parameters: new Map(), typeParameters: new Map(), returns: "", throws: [] };
  for (const tag of tags) readTag(doc, tag);
  return doc;
}

function readTag(doc, tag) {
  const [, name, rest] = /^@(\w+)\s*([\s\S]*)$/.exec(tag);
  if (name === "returns") doc.returns = rest;
  else if (name === "throws") doc.throws.push(rest);
  else if (name === "param") named(doc.parameters, rest, tag);
  else if (name === "typeParam") named(doc.typeParameters, rest, tag);
  else throw new Error(`a tag that the site does not show: ${tag}`);
}

function named(map, rest, tag) {
  const found = /^(\w+) - ([\s\S]+)$/.exec(rest);
  if (found === null) throw new Error(`a tag without "name - text": ${tag}`);
  map.set(found[1], found[2]);
}
