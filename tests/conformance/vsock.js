"use strict";

// "`PF_VSOCK` `[cid, port]` with 32-bit ports and the VMADDR_* constants"

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws, skip } = require("./harness.js");
const { DEADLINE_MS, keep, needLinux, openIfPossible } = require("./sockets.js");

function vsock(type = Socket.SOCK_STREAM) {
  needLinux("vsock");
  return openIfPossible(Socket.PF_VSOCK, type);
}

test("the constants have their numbers", () => {
  needLinux("vsock");
  deepEqual(
    [Socket.VMADDR_CID_ANY, Socket.VMADDR_CID_HYPERVISOR, Socket.VMADDR_CID_LOCAL, Socket.VMADDR_CID_HOST, Socket.VMADDR_PORT_ANY],
    [0xffffffff, 0, 1, 2, 0xffffffff]);
});

test("an address is [cid, port], with ports of 32 bits", () => {
  deepEqual(vsock().bind(Socket.VMADDR_CID_ANY, 0xfffffff0).getSockName(), [Socket.VMADDR_CID_ANY, 0xfffffff0]);
  deepEqual(vsock().bind([Socket.VMADDR_CID_ANY, 70000]).getSockName(), [Socket.VMADDR_CID_ANY, 70000]);
  deepEqual(vsock().bind("4294967295", "70001").getSockName(), [Socket.VMADDR_CID_ANY, 70001]);
});

test("VMADDR_PORT_ANY lets the system choose", () => {
  const [cid, port] = vsock().bind(Socket.VMADDR_CID_ANY, Socket.VMADDR_PORT_ANY).getSockName();
  equal(cid, Socket.VMADDR_CID_ANY);
  ok(port > 1023 && port < Socket.VMADDR_PORT_ANY, `port ${port}`);
});

test("a port that is taken is EADDRINUSE", () => {
  const name = vsock().bind(Socket.VMADDR_CID_ANY, Socket.VMADDR_PORT_ANY).getSockName();
  throws(() => vsock().bind(name), { code: "EADDRINUSE", syscall: "bind", address: "4294967295", port: name[1] });
});

test("what is no vsock address is refused, with what would be right", () => {
  const socket = vsock();
  throws(() => socket.bind("localhost", 1), { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /"address".*cid/ });
  throws(() => socket.bind(undefined, 1), { name: "TypeError", message: /"address".*cid/ });
  throws(() => socket.bind(1, "x"), { name: "TypeError", message: /"port"/ });
  throws(() => socket.connect([1, 2, 3]), { name: "TypeError", message: /\[cid, port\]/ });
  for (const wrong of [-1, 2 ** 32, 0.5, NaN]) {
    throws(() => socket.bind(wrong, 1), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"address"/ });
    throws(() => socket.bind(1, wrong), { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: /"port"/ });
  }
});

test("a machine talks to itself, where it can", () => {
  const server = vsock().bind(Socket.VMADDR_CID_ANY, Socket.VMADDR_PORT_ANY).listen();
  const to = [Socket.VMADDR_CID_LOCAL, server.getSockName()[1]];
  const client = vsock().setBlocking(false);
  try {
    if (!client.connect(to)) Socket.select(null, [client], null, DEADLINE_MS);
  } catch (error) {
    skip(`no loopback of vsock here: ${error.message}`);
  }
  const failure = client.getOption(Socket.SO_ERROR);
  if (failure !== 0) skip(`no loopback of vsock here: error ${failure}`);
  deepEqual(client.getPeerName(), to);
  const accepted = keep(server.accept());
  client.send("hello");
  equal(accepted.receive().toString(), "hello");
  client.close();
  equal(accepted.receive().length, 0);
});

test("a blocking connect to where nobody answers ends", () => {
  const socket = vsock();
  throws(() => socket.connect(Socket.VMADDR_CID_LOCAL, 1), { name: "SocketError", syscall: "connect", port: 1 });
});

done();
