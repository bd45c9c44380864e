// Dependents of unix-dgram, installed with this package in its place, against receivers of other makers.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { everyHost, installedInPlace, missing, programWith, runProgram, serveEverything } from "../../npm/test/dropins.mjs";
import { hosts, run, temporaryDirectory, which } from "../../npm/test/programs.mjs";
import { datagramReceiver, syslogDaemon } from "../../npm/test/running.mjs";

const names = ["hot-shots", "winston", "winston-syslog", "ain2"];
const directory = missing ? undefined : await installedInPlace(undefined, "unix-dgram", "unix-dgram", names);

const absent = ["python3", "rsyslogd"].find((name) => !has(name));
const skip = missing || (absent && `${absent} is not installed`) || false;
const syslog = skip ? undefined : await syslogDaemon({ after }, temporaryDirectory());

function has(program) {
  try {
    return which(program) !== undefined;
  } catch {
    return false;
  }
}

test("npm's overrides give it to each dependent, and nothing of the addon is left", { skip: missing }, () => isInPlace(directory));

const bun = hosts.find(({ name }) => name === "bun");
test("so do Bun's", { skip: missing || bun.skip }, async (t) => {
  const registry = await serveEverything(t);
  const target = temporaryDirectory(t);
  writeFileSync(join(target, "package.json"), JSON.stringify(programWith("unix-dgram", "unix-dgram", names)));
  const env = { ...process.env, HOME: target, BUN_INSTALL_CACHE_DIR: join(target, "cache") };
  const { status, stderr } = await run([...bun.command, "install", `--registry=${registry.url}`], { cwd: target, env });
  assert.equal(status, 0, stderr);
  isInPlace(target);
});

function isInPlace(installation) {
  const modules = join(installation, "node_modules");
  assert.equal(JSON.parse(readFileSync(join(modules, "unix-dgram", "package.json"), "utf8")).name, "@teasocket/unix-dgram");
  for (const name of ["nan", "bindings"]) assert.ok(!existsSync(join(modules, name)), name);
  for (const name of names) assert.ok(!existsSync(join(modules, name, "node_modules", "unix-dgram")), name);
}

for (const host of everyHost) {
  const check = (name, call) => test(`${host.name}: ${name}`, { skip: skip || host.skip }, call);

  /** Runs a program to its end, which must come by itself, without an error; returns its output. */
  async function succeeds(t, code, values = {}) {
    const constants = Object.entries(values).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};\n`);
    const { status, stdout, stderr } = await runProgram(t, host, directory, constants.join("") + code);
    assert.equal(status, 0, stderr);
    return stdout;
  }

  check("hot-shots sends metrics and events", async (t) => {
    const path = join(temporaryDirectory(t), "dsd.socket");
    const receiver = await datagramReceiver(t, path);
    const output = await succeeds(t, `
      const { StatsD } = require("hot-shots");
      const client = new StatsD({ protocol: "uds", path, datadog: true, maxBufferSize: 0, errorHandler: (error) => console.log(error) });
      client.increment("requests", 3, ["route:index"], (error) => {
        console.log("sent", error);
        client.event("title", "text", {}, () => client.close(() => console.log("closed")));
      });
    `, { path });
    assert.match(await receiver.next(), /^requests:3\|c\|#route:index/);
    assert.match(await receiver.next(), /^_e\{5,4\}:title\|text/);
    assert.match(output, /^sent (undefined|null)\nclosed\n$/);
  });

  check("hot-shots learns that nobody is there", async (t) => {
    const path = join(temporaryDirectory(t), "none");
    const output = await succeeds(t, `
      const { StatsD } = require("hot-shots");
      new StatsD({ protocol: "uds", path, errorHandler: ({ message, code }) => console.log(message, code) });
    `, { path });
    assert.equal(output, "connect -2 -2\n");
  });

  check("hot-shots connects again when its agent was started again", async (t) => {
    const path = join(temporaryDirectory(t), "dsd.socket");
    const output = await succeeds(t, `
      const { rmSync } = require("node:fs");
      const { StatsD } = require("hot-shots");
      const { createSocket } = require("unix-dgram");
      let isOver = false;
      let isAgain = false;
      function agent() {
        const socket = createSocket("unix_dgram", (message) => {
          console.log(String(message).split(":")[0]);
          socket.close();
          rmSync(path);
          if (isAgain) isOver = true;
          else agent();
          isAgain = true;
        });
        socket.bind(path);
      }
      agent();
      const errors = new Set();
      const client = new StatsD({ protocol: "uds", path, maxBufferSize: 0, udsGracefulRestartRateLimit: 1, errorHandler: ({ code }) => errors.add(code) });
      function send(most) {
        if (isOver || most === 0) return client.close(() => console.log([...errors].join()));
        client.increment("again");
        setTimeout(send, 5, most - 1);
      }
      send(2000);
    `, { path });
    assert.match(output, /^again\nagain\n-111/);
  });

  for (const protocol of ["unix", "unix-connect"]) {
    check(`winston-syslog logs by ${protocol}`, async (t) => {
      const tag = `${host.name}${protocol.replace("-", "")}`;
      const output = await succeeds(t, `
        const winston = require("winston");
        const { Syslog } = require("winston-syslog");
        const transport = new Syslog({ protocol, path, app_name: tag, facility: "local3" });
        transport.on("error", (error) => console.log(error));
        const logger = winston.createLogger({ levels: winston.config.syslog.levels, format: winston.format.simple(), transports: [transport] });
        logger.warning("from winston");
        logger.error("and again");
        transport.on("closed", () => console.log("closed"));
        setImmediate(() => logger.close());
      `, { protocol, path: syslog.path, tag });
      assert.equal(output, "closed\n");
      // It writes a host in front, which messages on this socket have not.
      assert.match(await syslog.line(tag), new RegExp(`^local3\\.warning localhost -: ${tag}\\[\\d+\\]: warning: from winston$`));
      assert.match(await syslog.line(tag), new RegExp(`^local3\\.err localhost -: ${tag}\\[\\d+\\]: error: and again$`));
    });
  }

  check("ain2 logs", async (t) => {
    const path = join(temporaryDirectory(t), "log");
    const receiver = await datagramReceiver(t, path);
    await succeeds(t, `
      const SysLogger = require("ain2");
      const logger = new SysLogger({ tag: "tag", facility: "daemon", path, hostname: "here" });
      logger.warn("from %s", "ain2");
    `, { path });
    assert.match(await receiver.next(), /^<28>.* here tag\[\d+\]:from ain2$/);
  });

  check("a service tells systemd on an abstract socket that it is ready", async (t) => {
    const name = `teasocket-${process.pid}-${host.name}`;
    const receiver = await datagramReceiver(t, `\0${name}`);
    await succeeds(t, `
      const socket = require("unix-dgram").createSocket("unix_dgram");
      const message = Buffer.from("READY=1");
      socket.send(message, 0, message.length, path, (error) => {
        if (error) throw error;
        socket.close();
      });
    `, { path: `@${name}` });
    assert.equal(await receiver.next(), "READY=1");
  });
}
