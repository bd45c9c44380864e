"use strict";

// Joins groups on interfaces that were made for it, and prints as JSON what has come: `memberships.js FAMILY INTERFACE ADDRESS OTHER`. The
// group is joined on the interface, by that text; then one datagram is sent on the interface of ADDRESS, and one on that of OTHER.

const { Socket } = require("socket");

const { PF_INET6, SOCK_DGRAM } = Socket;
const [family, iface, address, other] = (typeof system === "object" ? system.args.slice(1) : process.argv.slice(2)).map((each, i) => i === 0 ? Number(each) : each);
const [any, loopback, group, sourceGroup] = family === PF_INET6 ? ["::", "::1", "ff12::7ea", "ff32::7ea"] : ["0.0.0.0", "127.0.0.1", "239.7.7.7", "232.7.7.7"];

const receiver = new Socket(family, SOCK_DGRAM).bind(any);
const [, port] = receiver.getSockName();
const log = [];

/** Sends to a group from an address: on its interface. */
function send(source, data, to) {
  const sender = new Socket(family, SOCK_DGRAM).bind(source);
  const scope = source.includes("%") ? source.slice(source.indexOf("%")) : "";
  sender.send(data, to + scope, port);
  sender.close();
}

/** What has come, up to a datagram that says so. Datagrams on an interface of this machine come before sending returns. */
function arrived() {
  const sender = new Socket(family, SOCK_DGRAM);
  sender.send("end", loopback, port);
  sender.close();
  const all = [];
  for (let text; (text = receiver.receive().toString()) !== "end";) all.push(text);
  return all;
}

function sendBoth(to) {
  send(address, "on the interface", to);
  send(other, "on another", to);
}

sendBoth(group);
log.push(arrived());
receiver.addMembership(group, iface);
sendBoth(group);
log.push(arrived());
receiver.dropMembership(group, iface);
sendBoth(group);
log.push(arrived());

const sender = address.split("%")[0];
receiver.addSourceSpecificMembership(sender, sourceGroup, iface);
sendBoth(sourceGroup);
log.push(arrived());
receiver.dropSourceSpecificMembership(sender, sourceGroup, iface);
receiver.addSourceSpecificMembership(family === PF_INET6 ? "2001:db8::99" : "198.51.100.99", sourceGroup, iface);
sendBoth(sourceGroup);
log.push(arrived());
console.log(JSON.stringify(log));
