// The network interfaces of this machine with their addresses, and its IPv4 routes, as the kernel tells them over netlink (rtnetlink(7)).
//
//   tea examples/interfaces.js
//   node examples/interfaces.js
"use strict";

// What differs between the two programs: the module's name, the arguments' place and the way to end.
const inNode = typeof process !== "undefined";
const { Socket } = require(inNode ? "teasocket" : "socket");
if ((inNode ? process.argv.slice(2) : system.args.slice(1)).length > 0) {
  console.error(`usage: ${inNode ? "node" : "tea"} interfaces.js (no arguments)`);
  (inNode ? process.exit : exit)(2);
}

// <linux/rtnetlink.h>, <linux/netlink.h>
const RTM_GETLINK = 18;
const RTM_GETADDR = 22;
const RTM_GETROUTE = 26;
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const REQUEST_DUMP = 0x301; // NLM_F_REQUEST | NLM_F_DUMP
const HEADER = 16; // sizeof(struct nlmsghdr)
const MAIN_TABLE = 254;
const UNICAST = 1;
const IFF_UP = 1;

const aligned = (length) => (length + 3) & ~3;
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** The numbers of netlink are in the order of the machine, which is little-endian wherever this runs. */
const number = (bytes) => viewOf(bytes).getUint32(0, true);
const text = (bytes) => bytes.subarray(0, bytes.length - 1).toString(); // without its NUL
const hardware = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(":");

/** An address of four or of sixteen bytes, the latter as RFC 5952 has it. */
function address(bytes) {
  if (bytes.length === 4) return bytes.join(".");
  const view = viewOf(bytes);
  const groups = Array.from({ length: 8 }, (_, i) => view.getUint16(2 * i).toString(16)).join(":");
  const [zeros] = (groups.match(/(^|:)0(:0)+(:|$)/g) ?? []).sort((a, b) => b.length - a.length);
  return zeros === undefined ? groups : groups.replace(zeros, "::");
}

/** Asks for all that there is of something; returns the messages without their headers. */
function dump(socket, type, family) {
  const request = viewOf(new Uint8Array(HEADER + 4));
  request.setUint32(0, HEADER + 4, true);
  request.setUint16(4, type, true);
  request.setUint16(6, REQUEST_DUMP, true);
  request.setUint8(HEADER, family);
  socket.send(request, 0, 0);
  const messages = [];
  for (;;) {
    const data = socket.receive();
    for (let at = 0; at < data.length;) {
      const length = viewOf(data).getUint32(at, true);
      const kind = viewOf(data).getUint16(at + 4, true);
      if (kind === NLMSG_DONE) return messages;
      if (kind === NLMSG_ERROR) throw new Error(`netlink error ${viewOf(data).getInt32(at + HEADER, true)}`);
      messages.push(data.subarray(at + HEADER, at + length));
      at += aligned(length);
    }
  }
}

/** The attributes behind the struct that a message begins with, by their numbers. */
function attributes(message, at) {
  const all = {};
  while (at < message.length) {
    const length = viewOf(message).getUint16(at, true);
    all[viewOf(message).getUint16(at + 2, true)] = message.subarray(at + 4, at + length);
    at += aligned(length);
  }
  return all;
}

const socket = new Socket(Socket.PF_NETLINK, Socket.SOCK_RAW, Socket.NETLINK_ROUTE).bind(0, 0);
const names = {};
const addresses = dump(socket, RTM_GETADDR, 0).map((message) => {
  const { 1: own, 2: local } = attributes(message, 8); // IFA_ADDRESS is the peer's on point-to-point links
  return { index: viewOf(message).getUint32(4, true), text: `${address(local ?? own)}/${message[1]}` };
});
for (const message of dump(socket, RTM_GETLINK, 0)) {
  const { 1: link, 3: name, 4: mtu } = attributes(message, 16);
  const index = viewOf(message).getUint32(4, true);
  names[index] = text(name);
  const state = viewOf(message).getUint32(8, true) & IFF_UP ? "up" : "down";
  console.log(`${index}: ${names[index]} ${state} mtu ${number(mtu)}${link === undefined ? "" : ` ${hardware(link)}`}`);
  for (const one of addresses.filter((each) => each.index === index)) console.log(`    ${one.text}`);
}
for (const message of dump(socket, RTM_GETROUTE, Socket.PF_INET)) {
  const [length, table, type] = [message[1], message[4], message[7]];
  const { 1: target, 4: out, 5: gateway, 7: source } = attributes(message, 12);
  if (table !== MAIN_TABLE || type !== UNICAST) continue;
  const to = target === undefined ? "default" : length === 32 ? address(target) : `${address(target)}/${length}`;
  console.log(`${to}${gateway ? ` via ${address(gateway)}` : ""}${out ? ` dev ${names[number(out)]}` : ""}${source ? ` src ${address(source)}` : ""}`);
}
socket.close();
