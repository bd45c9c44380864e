"use strict";

// dbus-native on a real bus, over a USocket as its stream: descriptors go by writeWithFds and come by 'fds'.

const fs = require("node:fs");
const { createConnection } = require("dbus-native");
const { USocket } = require("usocket");

const fileOf = (fd) => fs.readlinkSync(`/proc/self/fd/${fd}`);
const [, kind, name] = /unix:(path|abstract)=([^,]*)/.exec(process.env.DBUS_SESSION_BUS_ADDRESS);
const BUS = "org.freedesktop.DBus";

let serial = 0;

const sent = (connection, message) => {
  serial += 1;
  connection.message({ type: 1, serial, path: "/", ...message });
};

const received = (connection, isWanted) => new Promise((resolve) => {
  connection.on("message", function listener(message) {
    if (!isWanted(message)) return;
    connection.removeListener("message", listener);
    resolve(message);
  });
});

/** A connection with its name on the bus. */
async function connected() {
  const connection = createConnection({ stream: new USocket({ path: kind === "abstract" ? `\0${name}` : name }) });
  await new Promise((resolve, reject) => connection.on("connect", resolve).on("error", reject));
  const answer = received(connection, (message) => message.replySerial !== undefined);
  sent(connection, { path: "/org/freedesktop/DBus", interface: BUS, member: "Hello", destination: BUS });
  return [connection, (await answer).body[0]];
}

async function main() {
  const [from] = await connected();
  const [to, address] = await connected();
  console.log(`can pass descriptors: ${from.canPassFds}, agreed: ${from.unixFdsAgreed}`);
  for (const member of ["One", "Two"]) {
    const fd = fs.openSync(__filename, "r");
    const fds = member === "One" ? [fd] : [fd, fd];
    const arrived = received(to, (message) => message.member === member);
    sent(from, { interface: "org.teasocket.Test", member, destination: address, signature: "hs", body: [0, "text"], fds });
    fs.closeSync(fd); // at once: it has been sent, or is held
    const message = await arrived;
    console.log(`${member}: ${message.fds.length}, ${message.fds.every((got) => fileOf(got) === __filename)}, ${message.body[1]}`);
  }
  from.end();
  to.end();
}

main();
