"use strict";

// dbus-next on a real bus: descriptors go to a service and come from it, many at once, and each call gets its own.

const fs = require("node:fs");
const { sessionBus, interface: { Interface } } = require("dbus-next");
const { Socket } = require("teasocket");
const { USocket } = require("usocket");

const fileOf = (fd) => fs.readlinkSync(`/proc/self/fd/${fd}`);
const isOpen = (fd) => fs.existsSync(`/proc/self/fd/${fd}`);
const NAME = "org.teasocket.Test";

class Files extends Interface {
  Name(fd) { return fileOf(fd); }

  Open(path) {
    const fd = fs.openSync(path, "r");
    setImmediate(() => fs.closeSync(fd)); // the answer has been sent by then
    return fd;
  }

  Both(first, text, second) { return [second, text, first]; }

  Echo(text) { return text; }
}

Files.configureMembers({ methods: {
  Name: { inSignature: "h", outSignature: "s" },
  Open: { inSignature: "s", outSignature: "h" },
  Both: { inSignature: "hsh", outSignature: "hsh" },
  Echo: { inSignature: "s", outSignature: "s" },
} });

const connected = (bus) => new Promise((resolve, reject) => bus.once("connect", resolve).once("error", reject));

async function main() {
  const service = sessionBus({ negotiateUnixFd: true });
  const client = sessionBus({ negotiateUnixFd: true });
  await Promise.all([connected(service), connected(client)]);
  const { stream } = client._connection;
  console.log(`over usocket: ${stream instanceof USocket}, descriptors agreed: ${stream.supportsUnixFd}`);
  await service.requestName(NAME);
  service.export("/files", new Files(NAME));
  const files = (await client.getProxyObject(NAME, "/files")).getInterface(NAME);

  const fd = fs.openSync(__filename, "r");
  console.log(`to the service: ${await files.Name(fd) === __filename}`);
  const got = await files.Open(__filename);
  console.log(`from the service: ${fileOf(got) === __filename}, a descriptor of its own: ${got !== fd}`);

  const [one, other] = Socket.pair();
  const [second, text, first] = await files.Both(fd, "between", one.fd);
  console.log(`two in one call, in their order: ${text === "between" && fileOf(first) === __filename}`);
  const socket = Socket.fromDescriptor(second);
  socket.send("through the bus");
  console.log(`a socket: ${other.receive()}`);

  const paths = Array.from({ length: 100 }, (_, i) => `${process.env.TEASOCKET_TMP}/${i}`);
  for (const path of paths) fs.writeFileSync(path, path);
  const answers = await Promise.all(paths.flatMap((path) => [files.Echo(path), files.Open(path)]));
  const wrong = paths.filter((path, i) => answers[2 * i] !== path || fileOf(answers[2 * i + 1]) !== path);
  console.log(`a hundred at once, between other calls, each to its own: ${wrong.length === 0}`);

  try {
    fs.closeSync(got);
    console.log(`the host closes what came: ${!isOpen(got)}`);
  } catch (error) {
    console.log(`the host does not close what came: ${error.code}`);
  }
  service.disconnect();
  client.disconnect();
}

main();
