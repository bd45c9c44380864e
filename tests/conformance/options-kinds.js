"use strict";

// "Kinds: flag ↔ boolean; number; milliseconds …; linger …; address …; interface …; text …; credentials …; groups; struct …; filter …;
// bytes ↔ Buffer."

const { Socket } = require("socket");
const { test, skip, done, ok, equal, notEqual, deepEqual, throws } = require("./harness.js");
const {
  isLinux, open, needIPv6, needKernel, needLinux, needUnix, streamPair, datagramSocket, datagramPair, listener, waitReadable,
} = require("./sockets.js");

const typeError = (message) => ({ name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message });

/** Skips the case on other systems than Linux, and where an emulator stands in front of it. */
function needLinuxItself(reason) {
  needLinux(reason);
  needKernel();
}

/** Sets an option to each value, reads it back, and shows that none of them was there before. */
function roundTrip(socket, name, ...values) {
  for (const value of values) {
    notEqual(JSON.stringify(socket.getOption(name)), JSON.stringify(value), `${name} before`);
    deepEqual(socket.setOption(name, value).getOption(name), value, name);
  }
}

test("a flag is a boolean", () => {
  roundTrip(open(), "SO_KEEPALIVE", true, false, true);
  roundTrip(open(), "TCP_NODELAY", true, false);
  roundTrip(datagramSocket(), "SO_BROADCAST", true, false);
  equal(open().getOption("SO_ACCEPTCONN"), false);
  equal(listener().getOption("SO_ACCEPTCONN"), true);
});

test("a number is a number", () => {
  roundTrip(open(), "TCP_KEEPIDLE", 30, 31);
  roundTrip(open(), "IP_TTL", 5, 255);
  equal(open().getOption("SO_TYPE"), Socket.SOCK_STREAM);
});

test("a number that is unsigned, or has 64 bits, is a number", () => {
  needLinuxItself("its options");
  const socket = open();
  roundTrip(socket, "TCP_NOTSENT_LOWAT", 2 ** 32 - 1, 16384);
  equal(socket.getOption("SO_MAX_PACING_RATE"), Infinity);
  roundTrip(socket, "SO_MAX_PACING_RATE", 2 ** 40, 125000, Infinity);
  const cookies = [socket, open()].map((one) => one.getOption("SO_COOKIE"));
  ok(cookies.every(Number.isSafeInteger) && cookies[0] !== cookies[1], String(cookies));
});

test("a time is in milliseconds, and 0 or null is none", () => {
  const socket = open();
  equal(socket.getOption("SO_RCVTIMEO"), 0);
  roundTrip(socket, "SO_RCVTIMEO", 2000, 60000);
  roundTrip(socket, "SO_SNDTIMEO", 3000);
  equal(socket.getOption("SO_RCVTIMEO"), 60000);
  equal(socket.setOption("SO_RCVTIMEO", null).getOption("SO_RCVTIMEO"), 0);
  equal(socket.setOption("SO_SNDTIMEO", 0).getOption("SO_SNDTIMEO"), 0);
  ok(socket.setOption("SO_RCVTIMEO", 0.001).getOption("SO_RCVTIMEO") > 0, "a short time is not none");
});

test("a time that is a number below is in milliseconds too", () => {
  needLinux("TCP_USER_TIMEOUT");
  const socket = open();
  equal(socket.getOption("TCP_USER_TIMEOUT"), 0);
  roundTrip(socket, "TCP_USER_TIMEOUT", 5000);
  equal(socket.setOption("TCP_USER_TIMEOUT", null).getOption("TCP_USER_TIMEOUT"), 0);
  equal(socket.setOption("TCP_USER_TIMEOUT", 1.5).getOption("TCP_USER_TIMEOUT"), 2);
});

// "A blocking call that exceeds SO_RCVTIMEO or SO_SNDTIMEO throws ETIMEDOUT"

test("a timeout that was set by name ends a blocking call, and one that was taken back does not", () => {
  const [, b] = datagramPair();
  b.setOption("SO_RCVTIMEO", 20);
  throws(() => b.receive(), { name: "SocketError", code: "ETIMEDOUT", syscall: /^recv/ });
  const [client, server] = streamPair();
  client.setOption("SO_RCVTIMEO", 20).setOption("SO_RCVTIMEO", null);
  server.send("in time");
  equal(client.receive().toString(), "in time");
});

test("a timeout that was set by Linux's newer numbers ends a blocking call, too, and is read back by either", () => {
  needLinuxItself("SO_RCVTIMEO_NEW and SO_SNDTIMEO_NEW");
  const timeout = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0x20, 0x4e, 0, 0, 0, 0, 0, 0]); // struct __kernel_sock_timeval: 0 s, 20,000 µs
  const [, b] = datagramPair();
  b.setOption(66, timeout);
  deepEqual([b.getOption(66, 16), b.getOption("SO_RCVTIMEO")], [timeout, 20]);
  throws(() => b.receive(), { name: "SocketError", code: "ETIMEDOUT", syscall: /^recv/ });
  const [client] = streamPair();
  client.setOption(67, timeout);
  deepEqual([client.getOption(67, 16), client.getOption("SO_SNDTIMEO")], [timeout, 20]);
  throws(() => { for (;;) client.send(new Uint8Array(1 << 20)); }, { name: "SocketError", code: "ETIMEDOUT", syscall: /^send/ });
});

test("lingering is a number of seconds, and null is off", () => {
  const socket = open();
  equal(socket.getOption("SO_LINGER"), null);
  roundTrip(socket, "SO_LINGER", 0, 5, null);
});

test("SO_LINGER of 0 resets the connection", () => {
  const [client, server] = streamPair();
  client.setOption("SO_LINGER", 0).close();
  waitReadable(server);
  throws(() => server.receive(), { name: "SocketError", code: "ECONNRESET" });
});

test("an address is a string", () => {
  needLinuxItself("how the system keeps it");
  const socket = datagramSocket();
  equal(socket.getOption("IP_MULTICAST_IF"), "0.0.0.0");
  roundTrip(socket, "IP_MULTICAST_IF", "127.0.0.1", "0.0.0.0");
  for (const wrong of ["lo0", "localhost", "::1", "", "127.0.0.1\0"]) {
    throws(() => socket.setOption("IP_MULTICAST_IF", wrong), typeError(/IPv4 address/));
  }
  throws(() => socket.setOption("IP_MULTICAST_IF", 1), typeError(/an address/));
});

test("an interface is its name, or its index when it is set; none is empty, 0 or null", () => {
  needLinuxItself("the loopback's name");
  needIPv6();
  const socket = open(Socket.PF_INET6, Socket.SOCK_DGRAM);
  equal(socket.getOption("IPV6_MULTICAST_IF"), "");
  roundTrip(socket, "IPV6_MULTICAST_IF", "lo", "");
  equal(socket.setOption("IPV6_MULTICAST_IF", 1).getOption("IPV6_MULTICAST_IF"), "lo");
  equal(socket.setOption("IPV6_MULTICAST_IF", null).getOption("IPV6_MULTICAST_IF"), "");
  equal(datagramSocket().setOption("IP_UNICAST_IF", "lo").getOption("IP_UNICAST_IF"), "lo");
  equal(open().setOption("SO_BINDTOIFINDEX", "lo").getOption("SO_BINDTODEVICE"), "lo");
  throws(() => socket.setOption("IPV6_MULTICAST_IF", "nosuch0"), { name: "SocketError", code: "ENODEV", syscall: "if_nametoindex" });
  throws(() => socket.setOption("IPV6_MULTICAST_IF", true), typeError(/interface/));
});

test("text is a string", () => {
  needLinuxItself("its options");
  const socket = open();
  ok(/^[a-z_0-9]+$/.test(socket.getOption("TCP_CONGESTION")), socket.getOption("TCP_CONGESTION"));
  equal(socket.setOption("TCP_CONGESTION", "reno").getOption("TCP_CONGESTION"), "reno");
  throws(() => socket.setOption("TCP_CONGESTION", "no such"), { name: "SocketError", code: "ENOENT", syscall: "setsockopt" });
  throws(() => socket.setOption("TCP_CONGESTION", "re\0no"), typeError(/without NUL/));
  throws(() => socket.setOption("TCP_CONGESTION", Buffer.from("reno")), typeError(/string/));
  equal(socket.getOption("TCP_CONGESTION"), "reno");
  equal(socket.getOption("TCP_ULP"), "");
  roundTrip(socket, "SO_BINDTODEVICE", "lo", "");
});

test("credentials are an object of pid, uid and gid", () => {
  needLinux("SO_PEERCRED");
  needUnix();
  const [client, server] = streamPair(Socket.PF_UNIX);
  const credentials = client.getOption("SO_PEERCRED");
  deepEqual(Object.keys(credentials), ["pid", "uid", "gid"]);
  ok(credentials.pid > 0 && credentials.uid >= 0 && credentials.gid >= 0, JSON.stringify(credentials));
  deepEqual(server.getOption("SO_PEERCRED"), credentials);
  throws(() => client.setOption("SO_PEERCRED", credentials), typeError(/only be read/));
});

test("groups are an array of numbers", () => {
  needLinux("SO_PEERGROUPS");
  needUnix();
  const [client] = streamPair(Socket.PF_UNIX);
  const groups = client.getOption("SO_PEERGROUPS");
  ok(Array.isArray(groups) && groups.every((group) => Number.isInteger(group) && group >= 0), String(groups));
});

test("a structure is an object of its fields", () => {
  needLinuxItself("its options");
  const [client, server] = streamPair();
  client.send("12345");
  equal(waitReadable(server).receive().length, 5);
  const info = server.getOption("TCP_INFO");
  equal(info.state, Socket.TCP_ESTABLISHED);
  equal(info.bytesReceived, 5);
  equal(open().getOption("TCP_INFO").state, Socket.TCP_CLOSE);
  ok(info.rto > 0 && info.rcvMss > 0, JSON.stringify(info));
  const memory = client.getOption("SO_MEMINFO");
  equal(memory.receiveBuffer, client.getOption("SO_RCVBUF"));
  roundTrip(client, "SO_TXTIME", { clock: 1, flags: 0 });
  throws(() => client.setOption("SO_TXTIME", { clock: 1, flag: 0 }), typeError(/\{ clock, flags \}/));
  throws(() => client.setOption("SO_TXTIME", { clock: "noon" }), typeError(/clock of TransmitTime/));
  throws(() => client.setOption("SO_TXTIME", [1, 0]), typeError(/object/));
  throws(() => client.setOption("TCP_INFO", info), typeError(/only be read/));
});

test("a structure that is only set takes its fields, and those that are left out are none", () => {
  needLinuxItself("how the system keeps it");
  const socket = open(Socket.PF_INET, Socket.SOCK_DGRAM).bind("0.0.0.0");
  const sender = datagramSocket().setOption("IP_MULTICAST_IF", "127.0.0.1").setOption("IP_MULTICAST_LOOP", true);
  socket.setOption("IP_ADD_MEMBERSHIP", { group: "239.1.2.3", address: "127.0.0.1" });
  sender.send("to all", "239.1.2.3", socket.getSockName()[1]);
  equal(waitReadable(socket).receive().toString(), "to all");
  socket.setOption("IP_DROP_MEMBERSHIP", { group: "239.1.2.3", address: "127.0.0.1" });
  throws(() => socket.setOption("IP_DROP_MEMBERSHIP", { group: "239.1.2.3", address: "127.0.0.1" }), { code: "EADDRNOTAVAIL" });
  throws(() => socket.setOption("IP_ADD_MEMBERSHIP", { group: "all" }), typeError(/IPv4 address/));
});

test("a filter is an array of instructions, and decides what is received", () => {
  needLinuxItself("SO_ATTACH_FILTER");
  const [a, b] = datagramPair();
  deepEqual(b.getOption("SO_ATTACH_FILTER"), []);
  // Of a datagram whose first byte behind the UDP header is "y" everything is kept, of others nothing.
  const filter = [[0x30, 0, 0, 8], [0x15, 0, 1, 0x79], [6, 0, 0, 65535], [6, 0, 0, 0]];
  deepEqual(b.setOption("SO_ATTACH_FILTER", filter).getOption("SO_ATTACH_FILTER"), filter);
  for (const data of ["no", "yes", "never", "yet"]) a.send(data);
  equal(b.receive().toString(), "yes");
  equal(b.receive().toString(), "yet");
  equal(b.setBlocking(false).receive(), false);
  deepEqual(b.setOption("SO_DETACH_FILTER", true).getOption("SO_ATTACH_FILTER"), []);
});

test("what is no filter is refused: an array of 1 to 4096 instructions, each four numbers", () => {
  needLinuxItself("SO_ATTACH_FILTER");
  const socket = datagramSocket();
  const refused = { name: /^(TypeError|RangeError)$/, message: /"value"/ };
  for (const wrong of [[], [[]], [[6, 0, 0]], [[6, 0, 0, 0, 0]], [6, 0, 0, 0], [[6, 0, 256, 0]], [[6, 0, 0, -1]], [[6, 0, 0, 2 ** 32]],
    [[65536, 0, 0, 0]], [[6, 0, 0, 0.5]], "filter", null, {}, new Array(4097).fill([6, 0, 0, 0]), Buffer.alloc(16)]) {
    throws(() => socket.setOption("SO_ATTACH_FILTER", wrong), refused);
  }
  throws(() => socket.setOption("SO_ATTACH_FILTER", [[0xffff, 0, 0, 0]]), { name: "SocketError", code: "EINVAL" });
  deepEqual(socket.getOption("SO_ATTACH_FILTER"), []);
  equal(socket.setOption("SO_ATTACH_FILTER", new Array(4096).fill([6, 0, 0, 1])).getOption("SO_ATTACH_FILTER").length, 4096);
});

test("a filter that is read by its number fills no more than the length, though the system counts in instructions", () => {
  needLinuxItself("SO_ATTACH_FILTER");
  const socket = datagramSocket().setOption("SO_ATTACH_FILTER", new Array(100).fill([6, 0, 0, 7]));
  for (const length of [0, 1, 8, 99, 100, 799]) {
    throws(() => {
      if (length < 8) throw Object.assign(new Error(`${socket.getOption(Socket.SO_ATTACH_FILTER, length).length}`), { code: "EINVAL" });
      socket.getOption(Socket.SO_ATTACH_FILTER, length);
    }, { code: "EINVAL" });
  }
  equal(socket.getOption(Socket.SO_ATTACH_FILTER, 800).length, 800);
  equal(socket.getOption(Socket.SO_ATTACH_FILTER, 5000).length, 800);
  // Raw bytes would say where in memory the instructions are.
  throws(() => socket.setOption(Socket.SO_ATTACH_FILTER, Buffer.alloc(16)), typeError(/"name"/));
  throws(() => socket.setOption(Socket.SO_ATTACH_FILTER, Buffer.alloc(16), Socket.SOL_SOCKET), typeError(/"name"/));
});

test("raw bytes that say where in memory the system is to read or write are refused", () => {
  needLinux("the numbers are Linux's");
  const socket = datagramSocket();
  for (const [number, level] of [[64, 0], [96, 0], [128, 0], [64, 41], [2, 276], [7, 276], [4, 283], [Socket.SO_ATTACH_REUSEPORT_CBPF, 1], [22, 263]]) {
    throws(() => socket.setOption(number, Buffer.alloc(96), level), typeError(/where in memory/));
  }
});

test("an option that reads where it is to write to finds nothing there, whatever was received before", () => {
  needLinuxItself("TCP_ZEROCOPY_RECEIVE");
  const [client, server] = streamPair();
  // As a struct tcp_zerocopy_receive it would have the 64 bytes that follow written to an address in the last page.
  const request = Buffer.alloc(64, 0);
  request.fill(255, 24, 32);
  request[32] = 64;
  client.send(request);
  equal(waitReadable(server).receive().length, 64);
  client.send(request);
  waitReadable(server);
  const answer = Uint8Array.from(server.getOption(35, 64, Socket.IPPROTO_TCP));
  ok(answer.subarray(24, 32).every((byte) => byte === 0), "the address is none of ours");
  equal(server.receive().length, 64);
});

test("netlink's groups are an array of their numbers", () => {
  needLinux("netlink");
  const socket = open(16, Socket.SOCK_RAW, 0);
  deepEqual(socket.getOption("NETLINK_LIST_MEMBERSHIPS"), []);
  socket.setOption("NETLINK_ADD_MEMBERSHIP", 1).setOption("NETLINK_ADD_MEMBERSHIP", 5);
  deepEqual(socket.getOption("NETLINK_LIST_MEMBERSHIPS"), [1, 5]);
  deepEqual(socket.setOption("NETLINK_DROP_MEMBERSHIP", 1).getOption("NETLINK_LIST_MEMBERSHIPS"), [5]);
  roundTrip(socket, "NETLINK_EXT_ACK", true, false);
});

test("the statistics of a packet socket begin anew when they were read, and Socket.options leaves them alone", () => {
  needLinuxItself("packet sockets");
  let socket;
  try {
    socket = open(17, Socket.SOCK_DGRAM, 0x0300); // ETH_P_ALL in network byte order
  } catch (error) {
    skip(`needs a privilege: ${error.message}`);
  }
  const receiver = datagramSocket();
  datagramSocket().send("counted", receiver.getSockName());
  waitReadable(receiver);
  equal(Socket.options(socket).some(({ name }) => name === "PACKET_STATISTICS"), false);
  const { packets, drops } = socket.getOption("PACKET_STATISTICS");
  ok(packets >= 1 && drops >= 0, `${packets} packets, ${drops} drops`);
  roundTrip(socket, "PACKET_IGNORE_OUTGOING", true, false);
});

test("what the system knows of a multipath connection is an object", () => {
  needLinuxItself("MPTCP");
  let socket;
  try {
    socket = open(Socket.PF_INET, Socket.SOCK_STREAM, 262);
  } catch (error) {
    skip(`the system does not speak it: ${error.message}`);
  }
  const { subflows, token } = socket.getOption("MPTCP_INFO");
  deepEqual([subflows, typeof token], [0, "number"]);
  throws(() => open().getOption("MPTCP_INFO"), { name: "SocketError", code: /^(ENOPROTOOPT|EOPNOTSUPP)$/ });
});

test("bytes are a Buffer", () => {
  needLinuxItself("how options of IP come back");
  const socket = datagramSocket();
  const options = Buffer.from([1, 1, 1, 0]); // three times nothing, and the end
  ok(socket.getOption("IP_OPTIONS") instanceof Buffer);
  equal(socket.getOption("IP_OPTIONS").length, 0);
  deepEqual(Uint8Array.from(socket.setOption("IP_OPTIONS", options).getOption("IP_OPTIONS")), Uint8Array.from(options));
  socket.setOption("IP_OPTIONS", new DataView(new ArrayBuffer(8), 4, 0));
  equal(socket.getOption("IP_OPTIONS").length, 0);
  throws(() => socket.setOption("IP_OPTIONS", [1, 1, 1, 0]), typeError(/Buffer/));
  throws(() => socket.setOption("IP_OPTIONS", "1110"), typeError(/Buffer/));
});

done();
