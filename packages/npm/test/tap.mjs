// The results of scripts that print TAP (Test Anything Protocol), as tests/conformance/harness.js has them do.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

/** How many cases a script has. */
export const casesIn = (file) => readFileSync(file, "utf8").match(/^test\w*\("/gm)?.length ?? 0;

/** Makes each case of a script's run a subtest, and fails where one has no result. */
export async function reportCases(t, { status, stdout, stderr }, count) {
  const results = readTap(stdout);
  for (const { ok, name, reason, text } of results) {
    await t.test(name, (t) => {
      if (!ok) assert.fail(text);
      if (reason) t.skip(reason);
    });
  }
  assert.equal(results.length, count, `every case must have a result\n${stdout}\n${stderr}`);
  assert.equal(status, 0, `exit code, ${stderr}`);
}

/** The results in TAP, each with the comments that follow it. */
function readTap(output) {
  return output.split(/^(?=(?:not )?ok )/m).flatMap((text) => {
    const found = /^(not )?ok \d+ - (.*?)(?: # SKIP (.*))?$/m.exec(text);
    return found ? [{ ok: !found[1], name: found[2], reason: found[3], text }] : [];
  });
}
