// Programs that run beside a test, and tell it what they do by lines on their standard output.

import { execFileSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { which } from "./programs.mjs";

/**
 * Starts a program, which is killed when the test ends.
 * @returns {{ line: (text: string) => Promise<string> }} line waits for the next line that contains a text; what comes before is passed over
 */
export function start(t, [program, ...args], options) {
  const child = spawn(which(program), args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  const ended = new Promise((resolve) => { child.on("close", resolve); });
  t.after(() => {
    child.kill("SIGKILL");
    return ended;
  });
  const seen = [];
  child.stderr.setEncoding("utf8").on("data", (text) => seen.push(text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async line(text) {
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`${program} has ended without '${text}':\n${seen.join("\n")}`);
        seen.push(value);
        if (value.includes(text)) return value;
      }
    },
  };
}

/** A Unix datagram socket of Python's, that prints each datagram as JSON. The path of an abstract one begins with a NUL. */
export async function datagramReceiver(t, path) {
  const program = start(t, ["python3", "-u", "-c", `
import json, os, socket, sys
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind(json.loads(sys.argv[1]))
print("ready")
while True:
    print("received", json.dumps(receiver.recv(65536).decode()))
`, JSON.stringify(path)]);
  await program.line("ready");
  return { async next() { return JSON.parse((await program.line("received ")).slice("received ".length)); } };
}

/** A syslog daemon with a socket of its own, that prints "facility.severity tag process: message". */
export async function syslogDaemon(t, directory) {
  const path = join(directory, "log");
  const output = join(directory, "output"); // Node's own pipes are sockets, which no program can open
  execFileSync("mkfifo", [output]);
  const program = start(t, ["cat", output]);
  const configuration = join(directory, "rsyslog.conf");
  writeFileSync(configuration, `
global(processInternalMessages="on")
module(load="imuxsock" SysSock.Use="off")
input(type="imuxsock" Socket="${path}")
template(name="line" type="string" string="%syslogfacility-text%.%syslogseverity-text% %programname% %procid%:%msg%\\n")
*.* action(type="ompipe" pipe="${output}" template="line")
`);
  start(t, ["rsyslogd", "-n", "-f", configuration, "-i", "NONE"]);
  await program.line("] start"); // its own first message, after it has opened its socket
  return { path, line: program.line };
}
