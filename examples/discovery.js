// Finds services in the local network, without knowing anybody: by datagrams to a multicast group.
//
//   tea examples/discovery.js announce NAME PORT [INTERFACE]
//   tea examples/discovery.js find [NAME=*] [COUNT=0] [INTERFACE]
//
// The same in Node, Bun and Deno. "announce" answers whoever looks for that name, or for any, until it is stopped (Ctrl+C). "find" prints
// a line for each service that answers, "NAME ADDRESS:PORT", until COUNT of them have or nobody answers any more. INTERFACE is an
// address of one, its name or its number, "-" for whichever the system chooses. Ends with status 1 when nobody has answered.
// A question is "FIND ID NAME", an answer, which goes to who has asked alone, "HERE ID NAME PORT".
"use strict";

// What differs between the runner and Node, Bun and Deno: the module's name, the arguments' place and the way to end.
const inNode = typeof process !== "undefined";
const { Socket, SocketError } = require(inNode ? "teasocket" : "socket");
const args = inNode ? process.argv.slice(2) : system.args.slice(1);
const end = inNode ? process.exit : exit;

const GROUP = "239.255.77.77"; // one of those that stay within a site, RFC 2365
const PORT = 7077;
const attempts = 3; // datagrams can be lost, on the way there and on the way back
const patience = 300; // milliseconds for each attempt

/** The address of an interface: what is sent from there to a group goes out there. */
function addressOn(iface) {
  const own = (each) => each.addresses.filter(({ family }) => family === Socket.PF_INET).map(({ address }) => address);
  const found = Socket.getInterfaces().find((each) => [each.name, String(each.index), ...own(each)].includes(iface));
  return found === undefined ? iface : own(found)[0] ?? iface;
}

/** Answers questions for ever. Several programs of one machine can: each is told of what comes to the group. */
function announce(name, port, iface) {
  const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).setOption(Socket.SO_REUSEADDR, true).bind("0.0.0.0", PORT);
  socket.addMembership(GROUP, iface);
  console.log(`announcing ${name} at port ${port}`);
  for (;;) {
    const [, id, wanted] = /^FIND (\d{1,10}) (\S+)$/.exec(socket.receive().toString("utf-8")) ?? [];
    if (wanted !== name && wanted !== "*") continue; // somebody else is meant, or it is none of ours
    try {
      socket.send(`HERE ${id} ${name} ${port}`, socket.getPeerName());
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      console.error(`discovery: ${error.message}`); // who has asked is gone, which must not end this
    }
  }
}

/** Takes answers for some time, or until there are enough. */
function collect(socket, id, wanted, found, count) {
  const deadline = Date.now() + patience;
  for (let left = patience; left > 0 && (count === 0 || found.size < count); left = deadline - Date.now()) {
    if (Socket.select([socket], null, null, left) === 0) return;
    const [, other, name, port] = /^HERE (\d{1,10}) (\S+) (\d{1,5})$/.exec(socket.receive().toString("utf-8")) ?? [];
    if (other !== id || (wanted !== "*" && wanted !== name)) continue;
    const service = `${name} ${socket.getPeerName()[0]}:${port}`;
    if (!found.has(service)) console.log(service);
    found.add(service);
  }
}

function find(name, count, iface) {
  const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind(iface === undefined ? "0.0.0.0" : addressOn(iface));
  const id = String(Math.floor(Math.random() * 1e9)); // so that late answers to somebody else are not taken for ours
  const found = new Set();
  for (let attempt = 0; attempt < attempts && (count === 0 || found.size < count); attempt++) {
    socket.send(`FIND ${id} ${name}`, GROUP, PORT);
    collect(socket, id, name, found, count);
  }
  socket.close();
  return found.size;
}

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;
const isName = (text) => /^[^\s*]{1,60}$/.test(text);

const [what, ...words] = args;
const interfaceOf = (text) => text === undefined || text === "-" ? undefined : text;
const isAnnouncing = what === "announce" && words.length >= 2 && words.length <= 3 && isName(words[0]) && isPort(words[1]);
const [name = "*", count = "0"] = words;
const isFinding = what === "find" && words.length <= 3 && (name === "*" || isName(name)) && /^\d{1,4}$/.test(count);
if (!isAnnouncing && !isFinding) {
  console.error(`usage: ${inNode ? "node" : "tea"} discovery.js announce NAME PORT [INTERFACE] | find [NAME=*] [COUNT=0] [INTERFACE]`);
  end(2);
}

try {
  if (isAnnouncing) announce(words[0], words[1], interfaceOf(words[2]));
  end(find(name, Number(count), interfaceOf(words[2])) > 0 ? 0 : 1);
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  console.error(`discovery: ${error.message}`);
  end(1);
}
