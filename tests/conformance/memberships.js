"use strict";

// "`addMembership(group, [interface])`, `dropMembership(…)`, `addSourceSpecificMembership(source, group, [interface])`,
// `dropSourceSpecificMembership(…)`: Node's names and order; the interface is an address of it, its name or its index; PF_INET and PF_INET6."
// That other interfaces are left out, and IPv6 in action, is proved by Tea.Tests.MembershipTests, which makes interfaces.

const { Socket } = require("socket");
const { test, done, equal, deepEqual, throws } = require("./harness.js");
const { open, datagramSocket, needAllOptions, needIPv6, needLinux, needUnix, expectNothingMore, waitReadable } = require("./sockets.js");

const { PF_INET, PF_INET6, PF_UNIX, SOCK_DGRAM } = Socket;

/** A group that nobody else is a member of: the loopback interface is everybody's. */
const group = (first = 239) => [first, ...Array.from({ length: 3 }, () => 1 + Math.floor(Math.random() * 254))].join(".");
const group6 = () => `ff15::${Array.from({ length: 4 }, () => (1 + Math.floor(Math.random() * 65535)).toString(16)).join(":")}`;

const loopback = () => Socket.getInterfaces().find(({ addresses }) => addresses.some(({ address }) => address === "127.0.0.1"));

/** A socket that receives whatever comes to its port. */
const receiver = () => open(PF_INET, SOCK_DGRAM).bind("0.0.0.0");

/** Sends from an address of the loopback interface, where what is sent to a group then goes, too. */
function sendFrom(source, data, to, port) {
  open(PF_INET, SOCK_DGRAM).bind(source).send(data, to, port);
}

/** What has come, up to a datagram that says so: to a socket of this machine datagrams come in order. */
function arrived(socket) {
  const [, port] = socket.getSockName();
  sendFrom("127.0.0.1", "end", "127.0.0.1", port);
  const all = [];
  for (let text; (text = waitReadable(socket).receive().toString()) !== "end";) all.push(text);
  return all;
}

test("a member receives what is sent to the group, and nobody else does", () => {
  needAllOptions();
  const [member, other, to] = [receiver(), receiver(), group()];
  equal(member.addMembership(to, "127.0.0.1"), member);
  sendFrom("127.0.0.1", "to the group", to, member.getSockName()[1]);
  deepEqual(arrived(member), ["to the group"]);
  sendFrom("127.0.0.1", "to another port", to, other.getSockName()[1] === 9 ? 10 : 9);
  deepEqual(arrived(other), []);
});

test("a socket that is no member any more receives nothing of the group", () => {
  needAllOptions();
  const [socket, to] = [receiver().addMembership(group(), "127.0.0.1"), group()];
  const [, port] = socket.getSockName();
  sendFrom("127.0.0.1", "before", to, port);
  deepEqual(arrived(socket), []);
  socket.addMembership(to, "127.0.0.1");
  sendFrom("127.0.0.1", "during", to, port);
  deepEqual(arrived(socket), ["during"]);
  equal(socket.dropMembership(to, "127.0.0.1"), socket);
  sendFrom("127.0.0.1", "after", to, port);
  deepEqual(arrived(socket), []);
});

test("the interface is an address of it, its name or its number", () => {
  needAllOptions();
  const { name, index } = loopback();
  for (const iface of ["127.0.0.1", name, index, String(index)]) {
    const [socket, to] = [receiver(), group()];
    socket.addMembership(to, iface);
    sendFrom("127.0.0.1", "x", to, socket.getSockName()[1]);
    deepEqual(arrived(socket), ["x"], String(iface));
    for (const same of ["127.0.0.1", name, index]) {
      throws(() => socket.addMembership(to, same), { name: "SocketError", code: "EADDRINUSE", syscall: "setsockopt", address: to });
    }
    socket.dropMembership(to, name);
    socket.addMembership(to, index).dropMembership(to, "127.0.0.1");
  }
});

test("a source's datagrams alone come to a member for that source", () => {
  needAllOptions();
  needLinux("its whole net 127 is the machine's own, so that there are two sources");
  const [socket, to] = [receiver(), group(232)];
  const [, port] = socket.getSockName();
  equal(socket.addSourceSpecificMembership("127.0.0.2", to, "127.0.0.1"), socket);
  const sendAll = () => ["127.0.0.1", "127.0.0.2", "127.0.0.3"].forEach((source) => sendFrom(source, `from ${source}`, to, port));
  sendAll();
  deepEqual(arrived(socket), ["from 127.0.0.2"]);
  socket.addSourceSpecificMembership("127.0.0.3", to, "127.0.0.1");
  sendAll();
  deepEqual(arrived(socket), ["from 127.0.0.2", "from 127.0.0.3"]);
  equal(socket.dropSourceSpecificMembership("127.0.0.2", to, "127.0.0.1"), socket);
  sendAll();
  deepEqual(arrived(socket), ["from 127.0.0.3"]);
  socket.dropSourceSpecificMembership("127.0.0.3", to, "127.0.0.1");
  sendAll();
  deepEqual(arrived(socket), []);
});

test("a socket that is closed leaves its groups", () => {
  needAllOptions();
  const [closed, stays, to] = [receiver(), receiver(), group()];
  closed.addMembership(to, "127.0.0.1");
  closed.close();
  sendFrom("127.0.0.1", "x", to, stays.getSockName()[1]);
  deepEqual(arrived(stays), []);
});

test("who is no member cannot leave, and no source that is not there", () => {
  needAllOptions();
  const [socket, to] = [receiver(), group()];
  throws(() => socket.dropMembership(to, "127.0.0.1"), { name: "SocketError", code: "EADDRNOTAVAIL", syscall: "setsockopt", address: to });
  throws(() => socket.dropSourceSpecificMembership("127.0.0.1", group(232), "127.0.0.1"), { name: "SocketError", syscall: "setsockopt" });
});

test("what is no group is EINVAL", () => {
  needAllOptions();
  throws(() => receiver().addMembership("127.0.0.1", "127.0.0.1"), { name: "SocketError", code: "EINVAL" });
  throws(() => receiver().addSourceSpecificMembership("127.0.0.1", "10.0.0.1", "127.0.0.1"), { name: "SocketError", code: "EINVAL" });
});

test("an interface that is not there is ENODEV", () => {
  needAllOptions();
  for (const iface of ["no-such-interface", "203.0.113.77", "2001:db8::77", "lo\0", "::%no-such", "127.0.0.1%lo", 2147483647, "2147483647"]) {
    throws(() => receiver().addMembership(group(), iface), { name: "SocketError", code: /ENODEV|EADDRNOTAVAIL/ });
  }
});

test("IPv6: members by an interface's address, name, number, and as Node has it", () => {
  needAllOptions();
  needIPv6();
  const { name, index } = loopback();
  const socket = open(PF_INET6, SOCK_DGRAM).bind("::1");
  for (const iface of ["::1", name, index, `::%${name}`, `::%${index}`]) {
    const to = group6();
    equal(socket.addMembership(to, iface), socket);
    throws(() => socket.addMembership(to, index), { code: "EADDRINUSE" });
    equal(socket.dropMembership(to, name), socket);
    throws(() => socket.dropMembership(to, name), { code: "EADDRNOTAVAIL" });
    equal(socket.addSourceSpecificMembership("::1", to, iface), socket);
    equal(socket.dropSourceSpecificMembership("::1", to, index), socket);
  }
  throws(() => socket.addMembership("::1", name), { code: "EINVAL" });
});

test("an address of the other family, and what is none, is a TypeError", () => {
  for (const to of ["ff02::1", "all-hosts", "", "224.0.0.1\0"]) {
    throws(() => receiver().addMembership(to, "127.0.0.1"), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"group"/ });
    throws(() => receiver().dropMembership(to), { name: "TypeError", message: /"group"/ });
    throws(() => receiver().addSourceSpecificMembership(to, group(232)), { name: "TypeError", message: /"source"/ });
    throws(() => receiver().dropSourceSpecificMembership("127.0.0.1", to), { name: "TypeError", message: /"group"/ });
  }
  needIPv6();
  throws(() => open(PF_INET6, SOCK_DGRAM).addMembership("239.1.2.3"), { name: "TypeError", message: /"group"/ });
});

test("arguments of the wrong type are TypeErrors that name them", () => {
  for (const value of [5, undefined, null, {}, ["239.1.2.3"]]) {
    throws(() => receiver().addMembership(value), { name: "TypeError", message: /"group"/ });
    throws(() => receiver().addSourceSpecificMembership(value, group(232)), { name: "TypeError", message: /"source"/ });
    throws(() => receiver().addSourceSpecificMembership("127.0.0.1", value), { name: "TypeError", message: /"group"/ });
  }
  for (const value of ["", {}, true, ["lo"]]) throws(() => receiver().addMembership(group(), value), { name: "TypeError", message: /"interface"/ });
  for (const value of [-1, 0.5, NaN, 2 ** 31]) throws(() => receiver().addMembership(group(), value), { name: "RangeError", message: /"interface"/ });
});

test("a socket of another family has no groups", () => {
  needUnix();
  throws(() => open(PF_UNIX).addMembership("239.1.2.3"), { name: "SocketError", code: "EOPNOTSUPP" });
});

test("a closed socket has no groups", () => {
  const socket = datagramSocket();
  socket.close();
  for (const call of ["addMembership", "dropMembership"]) throws(() => socket[call](group(), "127.0.0.1"), { code: "EBADF" });
  for (const call of ["addSourceSpecificMembership", "dropSourceSpecificMembership"]) throws(() => socket[call]("127.0.0.1", group(232)), { code: "EBADF" });
});

test("membership does not keep a non-blocking socket from saying that it would wait", () => {
  needAllOptions();
  expectNothingMore(receiver().addMembership(group(), "127.0.0.1"));
});

done();
