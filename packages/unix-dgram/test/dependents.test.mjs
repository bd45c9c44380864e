// Dependents of unix-dgram, installed with this package in its place.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { installedInPlace, missing } from "../../npm/test/dropins.mjs";

const directory = missing ? undefined : await installedInPlace(undefined, "unix-dgram", "unix-dgram", ["hot-shots", "winston", "winston-syslog", "ain2"]);

test("npm's overrides give it to each dependent, and nothing of the addon is left", { skip: missing }, () => {
  const modules = join(directory, "node_modules");
  assert.equal(JSON.parse(readFileSync(join(modules, "unix-dgram", "package.json"), "utf8")).name, "@teasocket/unix-dgram");
  for (const name of ["nan", "bindings"]) assert.ok(!existsSync(join(modules, name)), name);
  for (const name of ["hot-shots", "winston-syslog", "ain2"]) assert.ok(!existsSync(join(modules, name, "node_modules", "unix-dgram")), name);
});
