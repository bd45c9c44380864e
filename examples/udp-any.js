// A UDP server on all addresses of this machine that answers from the address that was asked: without packet information the system
// would choose another one, and a client that has connected its socket would not take the answer. Linux only (IP_PKTINFO in ip(7)).
//
//   tea examples/udp-any.js [PORT=5353]
//   node examples/udp-any.js [PORT=5353]
"use strict";

// What differs between the two programs: the module's name, the arguments' place and the way to end.
const inNode = typeof process !== "undefined";
const { Socket } = require(inNode ? "teasocket" : "socket");
const [port = "5353", ...rest] = inNode ? process.argv.slice(2) : system.args.slice(1);
if (rest.length > 0 || !/^\d{1,5}$/.test(port) || port > 65535) {
  console.error(`usage: ${inNode ? "node" : "tea"} udp-any.js [PORT=5353]`);
  (inNode ? process.exit : exit)(2);
}

const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).setOption("IP_PKTINFO", true).bind("0.0.0.0", port);
console.log(`listening on 0.0.0.0:${socket.getSockName()[1]}`);

for (;;) {
  const { data, address, port: from, packetInfo } = socket.receiveMessage();
  console.log(`${address}:${from} asked ${packetInfo.destination} on ${packetInfo.interface}`);
  const answer = `you asked ${packetInfo.destination}: ${data}`;
  // The address is the one to answer from; the interface is left to the system, which knows the way back.
  socket.sendMessage({ data: answer, address, port: from, packetInfo: { address: packetInfo.address } });
}
