// What packages/npm/index.d.ts declares, as the reference shows it.

import { readFileSync } from "node:fs";
import ts from "typescript";
import { readComment } from "./doc-comments.mjs";

/**
 * @typedef {object} Overload one way to call
 * @property {import("./doc-comments.mjs").Doc} doc
 * @property {string} code the declaration as it stands, without its comment
 * @property {{ name: string, type: string, optional: boolean }[]} parameters
 * @property {string} type what is returned, or the property's type; "" for a constructor
 *
 * @typedef {object} Member
 * @property {string} name as it is called: "receive", "[Symbol.dispose]", "constructor"
 * @property {boolean} isStatic
 * @property {boolean} isCall whether it is called, and no property
 * @property {Overload[]} overloads at least one
 *
 * @typedef {object} ClassDeclaration
 * @property {string} name
 * @property {boolean} [isModule] whether it is no class, but has the functions that are exported beside them
 * @property {import("./doc-comments.mjs").Doc} doc
 * @property {Member[]} members in the file's order
 * @property {{ name: string, text: string, isOption: boolean }[]} constants
 *
 * @typedef {object} TypeDeclaration
 * @property {string} name
 * @property {import("./doc-comments.mjs").Doc} doc
 * @property {string} code
 * @property {boolean} ofOptions whether it is made from the table of options, and described on that page
 * @property {{ name: string, type: string, optional: boolean, text: string }[]} properties of an interface
 */

/**
 * @param {string} path the file
 * @returns {{ classes: ClassDeclaration[], types: TypeDeclaration[] }}
 */
export function readDeclarations(path) {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const isOfOptions = optionRegions(source);
  const classes = [];
  const types = [];
  const functions = new Map();
  for (const statement of source.statements) {
    if (ts.isClassDeclaration(statement)) classes.push(readClass(statement, isOfOptions));
    else if (ts.isFunctionDeclaration(statement)) addFunction(functions, statement);
    else types.push(readType(statement, isOfOptions));
  }
  return { classes: [...classes, functionsAs([...functions.values()])], types };
}

function addFunction(functions, node) {
  const name = nameOf(node);
  if (!functions.has(name)) functions.set(name, { name, isStatic: true, isCall: true, overloads: [] });
  functions.get(name).overloads.push(readOverload(node));
}

/** The functions that are exported beside the classes, as the members of something that has no name in a program. */
const functionsAs = (members) =>
  ({ name: "Functions", isModule: true, doc: readComment("/** What is exported beside the classes: for services, and for sockets of the runtime. */"), members, constants: [] });

/** Tells of a node whether it stands in one of the regions that are made from the table of options. */
function optionRegions(source) {
  const regions = [...source.text.matchAll(/\/\/ #region options[\s\S]*?\/\/ #endregion/g)]
    .map(({ index, 0: text }) => ({ start: index, end: index + text.length }));
  if (regions.length === 0) throw new Error(`${source.fileName} has no "#region options" any more`);
  return (node) => regions.some(({ start, end }) => node.getStart() > start && node.getStart() < end);
}

const isPrivate = (node) => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)
  || (node.name !== undefined && ts.isPrivateIdentifier(node.name));

const has = (node, kind) => node.modifiers?.some((modifier) => modifier.kind === kind) ?? false;

const nameOf = (node) => (ts.isConstructorDeclaration(node) ? "constructor" : node.name.getText());

function readClass(node, isOfOptions) {
  const constants = [];
  const members = new Map();
  for (const member of node.members.filter((one) => !isPrivate(one))) {
    const isStatic = has(member, ts.SyntaxKind.StaticKeyword);
    if (isStatic && has(member, ts.SyntaxKind.ReadonlyKeyword)) {
      constants.push({ name: nameOf(member), text: docOf(member).text, isOption: isOfOptions(member) });
      continue;
    }
    const key = `${isStatic ? "static " : ""}${nameOf(member)}`;
    const isCall = ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member);
    if (!members.has(key)) members.set(key, { name: nameOf(member), isStatic, isCall, overloads: [] });
    members.get(key).overloads.push(readOverload(member));
  }
  return { name: node.name.text, doc: docOf(node), members: [...members.values()], constants };
}

function readOverload(node) {
  const parameters = (node.parameters ?? []).map((parameter) => ({
    name: `${parameter.dotDotDotToken ? "..." : ""}${parameter.name.getText()}`,
    type: parameter.type.getText(),
    optional: parameter.questionToken !== undefined,
  }));
  return { doc: docOf(node), code: codeOf(node), parameters, type: node.type?.getText() ?? "" };
}

function readType(node, isOfOptions) {
  if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) {
    throw new Error(`a declaration that the site does not show: ${node.getText()}`);
  }
  const properties = ts.isInterfaceDeclaration(node) ? node.members.map((member) => ({
    name: nameOf(member),
    type: ts.isMethodSignature(member) ? member.getText() : member.type.getText(),
    optional: member.questionToken !== undefined,
    text: docOf(member).text,
  })) : [];
  return { name: node.name.text, doc: docOf(node), code: codeOf(node), ofOptions: isOfOptions(node), properties };
}

const docOf = (node) => readComment(node.jsDoc?.at(-1)?.getText() ?? "");

/** A declaration without comments, moved to the left margin. */
function codeOf(node) {
  const text = node.getText().replace(/^[ \t]*\/\*\*[\s\S]*?\*\/\n?/gm, "").replace(/^export (declare )?/, "");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const indents = lines.slice(1).map((line) => /^ */.exec(line)[0].length);
  const margin = indents.length > 0 ? Math.min(...indents) : 0;
  return [lines[0], ...lines.slice(1).map((line) => line.slice(margin))].join("\n");
}
