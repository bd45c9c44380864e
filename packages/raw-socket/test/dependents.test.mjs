// net-ping, installed with this package in the place of raw-socket: its own examples, against this machine.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { everyHost, installedInPlace, missing, runProgram, threads } from "../../npm/test/dropins.mjs";
import { unprivileged, withoutIPv6 } from "./privilege.mjs";

const directory = missing ? undefined : await installedInPlace(undefined, "raw-socket", "raw-socket", ["net-ping"]);

test("npm's overrides give it to net-ping, and nothing of the addon is left", { skip: missing }, () => {
  const modules = join(directory, "node_modules");
  assert.equal(JSON.parse(readFileSync(join(modules, "raw-socket", "package.json"), "utf8")).name, "@teasocket/raw-socket");
  assert.ok(!existsSync(join(modules, "nan")));
  assert.ok(!existsSync(join(modules, "net-ping", "node_modules")));
});

const traced = /^127\.0\.0\.1: 127\.0\.0\.1 \(ttl=\d ms=\d+\)\n127\.0\.0\.1: Done\n$/;
const examples = [
  ["ping.js", ["127.0.0.1"], /^127\.0\.0\.1: Alive\n$/],
  ["ping6.js", ["::1"], /^::1: Alive\n$/],
  ["ping-ttl.js", ["5", "127.0.0.1"], /^127\.0\.0\.1: Alive\n$/],
  ["ping6-ttl.js", ["5", "::1"], /^::1: Alive\n$/],
  ["ping-packet-size.js", ["127.0.0.1", "127.0.0.2"], /^127\.0\.0\.1: Alive\n127\.0\.0\.2: Alive\n$/],
  ["ping-response-time.js", ["127.0.0.1"], /^127\.0\.0\.1: Alive alive \(ms=\d+\)\n$/],
  ["ping-retries-0.js", ["127.0.0.1", "60000"], /^127\.0\.0\.1: Alive\n$/],
  ["trace-route.js", ["5", "127.0.0.1"], traced],
  ["trace-route-max-hop-timeouts.js", ["2", "5", "127.0.0.1"], traced],
  ["trace-route-start-ttl.js", ["3", "5", "127.0.0.1"], traced],
];

test("these are all examples that it has", { skip: missing }, () => {
  assert.deepEqual(readdirSync(join(directory, "node_modules", "net-ping", "example")).sort(), examples.map(([name]) => name).sort());
});

for (const host of everyHost) {
  for (const thread of threads) {
    const check = (name, code, expected, more = false) => {
      test(`${host.name}, ${thread}: ${name}`, { skip: missing || host.skip || unprivileged || more }, async (t) => {
        const { status, stdout, stderr } = await runProgram(t, host, directory, code, thread);
        assert.equal(status, 0, stderr);
        assert.match(stdout, expected, stderr);
      });
    };

    for (const [name, args, expected] of examples) {
      // The examples take them from the command line; the program ends by itself, as all requests are answered.
      check(name, `process.argv.push(...${JSON.stringify(args)}); require("net-ping/example/${name}");`, expected, args.includes("::1") && withoutIPv6);
    }

    check("an address that is none is told", `
      process.argv.push("bad", "127.0.0.1");
      require("net-ping/example/ping.js");
    `, /^bad: Error: Invalid IP address 'bad'\n127\.0\.0\.1: Alive\n$/);

    check("many hosts at once", `
      const session = require("net-ping").createSession({ timeout: 60000 });
      let alive = 0;
      for (let i = 1; i <= 200; i += 1) {
        session.pingHost("127.0.1." + i, (error) => {
          if (error) console.log(error);
          else alive += 1;
          if (alive === 200) console.log("all");
        });
      }
    `, /^all\n$/);

    check("closing calls back each ping that is not answered, once", `
      const session = require("net-ping").createSession();
      session.on("close", () => console.log("close"));
      for (const target of ["127.0.0.1", "127.0.0.2"]) session.pingHost(target, ({ message }) => console.log(target, message));
      session.close();
    `, /^127\.0\.0\.1 The socket is closed\n127\.0\.0\.2 The socket is closed\nclose\n$/);
  }
}
