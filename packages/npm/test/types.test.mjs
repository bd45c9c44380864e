// index.d.ts, from the installed package: every member used under --strict, none more or less than the module has, and the
// examples of the READMEs.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { installed } from "./installation.mjs";
import { repository, root, run } from "./programs.mjs";

const require = createRequire(import.meta.url);
const directory = await installed();
const teasocket = createRequire(join(directory, "index.js"))("teasocket");
const classes = Object.keys(teasocket).filter((name) => teasocket[name].prototype !== undefined && !(teasocket[name].prototype instanceof Error));

symlinkSync(join(root, "node_modules", "@types"), join(directory, "node_modules", "@types"), "junction");
for (const name of ["tsconfig.json", "types.ts", "types-waiting.ts", "types-services.ts", "types-esm.mts"]) cpSync(join(root, "test", name), join(directory, name));

test("programs that use every type compile under --strict, for require and for import, and their wrong lines do not", async () => {
  const { status, stdout } = await compile(directory);
  assert.equal(status, 0, stdout);
});

for (const [readme, least] of [[join(repository, "README.md"), 2], [join(root, "README.md"), 2]]) {
  test(`the examples of ${relative(repository, readme)} compile under --strict`, async () => {
    const project = join(directory, relative(repository, readme).replaceAll(/\W/g, "-"));
    mkdirSync(project);
    cpSync(join(root, "test", "runner.d.ts"), join(project, "runner.d.ts"));
    const examples = examplesOf(readFileSync(readme, "utf8"));
    assert.ok(examples.length >= least, `${examples.length} examples were found`);
    examples.forEach(({ code, language }, i) => writeFileSync(join(project, `example-${i}.${language}`), code));
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({
      extends: "../tsconfig.json",
      compilerOptions: { allowJs: true, checkJs: true, moduleDetection: "force" },
      files: ["runner.d.ts", ...examples.map(({ language }, i) => `example-${i}.${language}`)],
    }));
    const { status, stdout } = await compile(project);
    assert.equal(status, 0, stdout);
  });
}

test("the types declare the module's exports, and nothing else that is a value", () => {
  const values = parse().statements.filter((node) => !ts.isTypeAliasDeclaration(node) && !ts.isInterfaceDeclaration(node));
  assert.deepEqual([...new Set(values.map((node) => node.name.text))].sort(), Object.keys(teasocket).sort());
});

for (const name of classes) {
  test(`the types declare the members of ${name}, its statics and its constants, and nothing else`, () => {
    const { instance, statics } = declared(name);
    const { prototype } = teasocket[name];
    assert.deepEqual(instance, [...Object.getOwnPropertyNames(prototype), ...symbols(prototype)].sort());
    assert.deepEqual(statics, Object.getOwnPropertyNames(teasocket[name])
      .filter((member) => !(member in Function.prototype) && member !== "prototype").sort());
  });
}

test("every exported type and every member is documented", () => {
  const undocumented = [];
  for (const statement of parse().statements) {
    for (const node of [statement, ...(statement.members ?? [])]) {
      const isPrivate = node.name?.getText() === "#private" || node.modifiers?.[0]?.getText() === "private";
      if (!isPrivate && ts.getJSDocCommentsAndTags(node).length === 0) undocumented.push(node.getText());
    }
  }
  assert.deepEqual(undocumented, []);
});

/** Runs the compiler over a directory with a tsconfig.json. */
function compile(project) {
  return run([process.execPath, require.resolve("typescript/bin/tsc"), "--project", project], { cwd: directory });
}

/** The programs in a text: its blocks of JavaScript and TypeScript, and what it has the shell pass to Node. */
function examplesOf(markdown) {
  const blocks = markdown.matchAll(/^```(?<language>[jt]s)\n(?<code>.*?)^```$/gms);
  const commands = markdown.matchAll(/^node -e '(?<code>[^']*)'/gm);
  return [...blocks, ...commands].map(({ groups: { code, language = "js" } }) => ({
    code,
    language: /^import /m.test(code) ? `m${language}` : language,
  }));
}

function parse() {
  const file = join(directory, "node_modules", "teasocket", "index.d.ts");
  return ts.createSourceFile(file, ts.sys.readFile(file), ts.ScriptTarget.Latest, true);
}

function declared(className) {
  const names = { instance: new Set(), statics: new Set() };
  const { members } = parse().statements.find((statement) => statement.name?.text === className);
  for (const member of members) {
    const name = ts.isConstructorDeclaration(member) ? "constructor" : member.name.getText();
    const isStatic = member.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword);
    if (name !== "#private") names[isStatic ? "statics" : "instance"].add(name);
  }
  return { instance: [...names.instance].sort(), statics: [...names.statics].sort() };
}

/**
 * The symbols of its members as the types write them, but for those by which consoles ask what to show. Node 20 describes
 * Symbol.dispose by another name.
 */
function symbols(object) {
  const nameOf = (symbol) => Object.getOwnPropertyNames(Symbol).find((name) => Symbol[name] === symbol);
  return Object.getOwnPropertySymbols(object).filter(nameOf).map((symbol) => `[Symbol.${nameOf(symbol)}]`);
}
