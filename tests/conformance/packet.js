"use strict";

// "`PF_PACKET` `[interface, protocol]`, received `[interface, protocol, packetType, hardwareAddress]`"

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws, skip } = require("./harness.js");
const { datagramSocket, needKernel, needLinux, open, openIfPossible, waitReadable } = require("./sockets.js");

// A protocol that nothing else speaks, for experiments (IEEE 802).
const EXPERIMENT = 0x88b5;

const nobody = Buffer.alloc(6);

function packetSocket(type = Socket.SOCK_DGRAM, proto = undefined) {
  needLinux("packet sockets");
  return openIfPossible(Socket.PF_PACKET, type, proto);
}

/** Receives until a packet has an end, as other programs use the loopback interface too. */
function find(socket, end) {
  for (;;) {
    const packet = waitReadable(socket).receiveFrom();
    if (packet.data.subarray(-end.length).equals(Buffer.from(end))) return packet;
  }
}

test("an address is [interface, protocol], by the interface's name, its index or all of them", () => {
  deepEqual(packetSocket().getSockName(), ["", 0]);
  deepEqual(packetSocket().bind("lo", EXPERIMENT).getSockName(), ["lo", EXPERIMENT]);
  deepEqual(packetSocket().bind(["lo", EXPERIMENT]).getSockName(), ["lo", EXPERIMENT]);
  deepEqual(packetSocket().bind(1, EXPERIMENT).getSockName(), ["lo", EXPERIMENT]); // the loopback interface is always the first
  deepEqual(packetSocket().bind("1", `${EXPERIMENT}`).getSockName(), ["lo", EXPERIMENT]);
  deepEqual(packetSocket().bind("", EXPERIMENT).getSockName(), ["", EXPERIMENT]);
});

test("the constructor takes the protocol in the order of the host, too", () => {
  deepEqual(packetSocket(Socket.SOCK_RAW, Socket.ETH_P_ALL).getSockName(), ["", Socket.ETH_P_ALL]);
  deepEqual(packetSocket(Socket.SOCK_RAW, Socket.ETH_P_IPV6).getSockName(), ["", 0x86dd]);
  deepEqual(packetSocket(Socket.SOCK_RAW, 0x0300).getSockName(), ["", Socket.ETH_P_ALL]); // as C's htons makes it
});

test("a frame is sent with its header, and received with who sent it", () => {
  const to = packetSocket(Socket.SOCK_RAW).bind("lo", EXPERIMENT);
  const frame = Buffer.concat([Buffer.alloc(12), Buffer.from([EXPERIMENT >> 8, EXPERIMENT & 255]), Buffer.from("a whole frame")]);
  equal(packetSocket(Socket.SOCK_RAW).send(frame, "lo", EXPERIMENT), true);
  deepEqual(find(to, "a whole frame"), { data: frame, address: "lo", port: EXPERIMENT, packetType: Socket.PACKET_HOST, hardwareAddress: nobody });
});

test("a datagram socket leaves the header to the system, and takes back what it received", () => {
  needKernel();
  const to = packetSocket().bind("lo", EXPERIMENT);
  const from = packetSocket();
  equal(from.send("without header", ["lo", EXPERIMENT, 0, nobody]), true);
  const { data, address, port, packetType, hardwareAddress } = find(to, "without header");
  equal(data.toString(), "without header");
  equal(from.send("the answer", [address, port, packetType, hardwareAddress]), true);
  const senders = [];
  deepEqual(waitReadable(to).receiveMany(1, 100, senders).map(String), ["the answer"]);
  deepEqual(senders, [["lo", EXPERIMENT, Socket.PACKET_HOST, nobody]]);
  deepEqual(to.getPeerName(), senders[0]);
});

test("sendMany takes addresses in four parts, as receiveMany tells them", () => {
  const to = packetSocket().bind("lo", EXPERIMENT);
  equal(packetSocket().sendMany([["one", "lo", EXPERIMENT, 0, nobody], ["two", ["lo", EXPERIMENT, 0, nobody]]]), 2);
  equal(find(to, "one").port, EXPERIMENT);
  equal(find(to, "two").address, "lo");
});

test("ETH_P_ALL hears both directions", () => {
  const all = packetSocket().bind("lo", Socket.ETH_P_ALL);
  const to = datagramSocket();
  const text = `heard ${to.getSockName()[1]} ${Math.random()}`;
  datagramSocket().send(text, to.getSockName());
  const [first, second] = [find(all, text), find(all, text)];
  deepEqual([first.packetType, second.packetType], [Socket.PACKET_OUTGOING, Socket.PACKET_HOST]);
  equal(first.port, Socket.ETH_P_IP);
});

test("peek and available of a packet socket", () => {
  const to = packetSocket().bind("lo", EXPERIMENT);
  equal(to.available(), 0);
  packetSocket().send("12345", ["lo", EXPERIMENT, 0, nobody]);
  equal(waitReadable(to).available(), 5);
  equal(to.peek(2).toString(), "12");
  equal(to.receive().toString(), "12345");
});

test("what is no address of an interface is refused, with what would be right", () => {
  const socket = packetSocket();
  throws(() => socket.bind("nosuchinterface", 3), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /no such interface/ });
  throws(() => socket.bind("lo\0", 3), { name: "TypeError", message: /"address"/ });
  throws(() => socket.bind(undefined, 3), { name: "TypeError", message: /"address".*interface/ });
  throws(() => socket.bind({}, 3), { name: "TypeError", message: /"address".*interface/ });
  throws(() => socket.bind("lo", "x"), { name: "TypeError", message: /"port".*protocol/ });
  throws(() => socket.bind("lo", 65536), { name: "RangeError", message: /"port"/ });
  throws(() => socket.bind(-1, 3), { name: "RangeError", message: /"address"/ });
  throws(() => socket.send("x", ["lo", 3, 256]), { name: "RangeError", message: /"address\[2\]"/ });
  throws(() => socket.send("x", ["lo", 3, 0, "ff:ff"]), { name: "TypeError", message: /"address\[3\]"/ });
  throws(() => socket.send("x", ["lo", 3, 0, Buffer.alloc(33)]), { name: "RangeError", message: /"address\[3\]"/ });
  throws(() => socket.send("x", ["lo", 3, 0, nobody, 0]), { name: "TypeError", message: /hardwareAddress/ });
  throws(() => socket.bind(2147483647, 3), { name: "SocketError", code: "ENODEV", syscall: "bind" });
  deepEqual(socket.getSockName(), ["", 0]);
});

test("packet sockets need a privilege", () => {
  needLinux("packet sockets");
  try {
    ok(open(Socket.PF_PACKET, Socket.SOCK_RAW) instanceof Socket);
  } catch (error) {
    equal(error.code, "EPERM");
    skip("no privilege");
  }
});

done();
