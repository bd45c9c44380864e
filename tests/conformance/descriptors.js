"use strict";

// Descriptors that go along with messages: SCM_RIGHTS, see unix(7).

const { Socket, Descriptor, Poller } = require("socket");
const { test, done, ok, equal, deepEqual, temporaryPath, throws } = require("./harness.js");
const {
  datagramSocket, expectNoLeak, keep, needKernel, needLinux, nextDescriptor, open, streamPair, successorOf, waitReadable,
} = require("./sockets.js");

/** Two connected Unix sockets. */
function passage(type = Socket.SOCK_STREAM) {
  needLinux();
  const listener = open(Socket.PF_UNIX, type).bind(temporaryPath("passage")).listen();
  const from = open(Socket.PF_UNIX, type);
  from.connect(listener.getSockName());
  const to = keep(listener.accept());
  listener.close();
  return [from, to];
}

/** The number of a descriptor that is no socket: a poller's, which gets the lowest that is free. */
const aFile = nextDescriptor();
const poller = new Poller();

function pass(from, to, descriptors, data = "x") {
  equal(from.sendMessage({ data, descriptors }), true);
  return waitReadable(to).receiveMessage();
}

test("a Socket arrives as a Socket of its own, with what the system knows of it", () => {
  const [from, to] = passage();
  const [client, server] = streamPair();
  const { descriptors: [got], data, controlTruncated } = pass(from, to, [client]);
  deepEqual([data.toString(), controlTruncated, got instanceof Socket], ["x", false, true]);
  deepEqual([got.family, got.type, got.proto], [Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_TCP]);
  ok(got.fd !== client.fd, "a descriptor of its own");
  deepEqual([got.getSockName(), got.getPeerName()], [client.getSockName(), client.getPeerName()]);
  client.close();
  got.send("through");
  equal(waitReadable(server).receive().toString(), "through");
  got.close();
  equal(waitReadable(server).receive().length, 0);
});

test("its blocking mode comes along", () => {
  const [from, to] = passage();
  const quick = datagramSocket().setBlocking(false);
  const { descriptors: [got] } = pass(from, to, [quick]);
  equal(keep(got).receive(), false);
});

test("a datagram socket that comes is not connected, and tells its senders", () => {
  const [from, to] = passage(Socket.SOCK_SEQPACKET ?? 5);
  const [passed, peer] = [datagramSocket(), datagramSocket()];
  const { descriptors: [got] } = pass(from, to, [passed]);
  peer.send("x", got.getSockName());
  waitReadable(keep(got)).receive();
  deepEqual(got.getPeerName(), peer.getSockName());
});

test("what is no socket arrives as a Descriptor", () => {
  const [from, to] = passage();
  const { descriptors: [file] } = pass(from, to, [aFile]);
  ok(file instanceof Descriptor, "a Descriptor");
  ok(file.fd > 2, `fd ${file.fd}`);
  const { descriptors: [again] } = pass(from, to, [file]);
  ok(again.fd !== file.fd, "another one");
  file.close();
  deepEqual([file.fd, file.close()], [-1, undefined]);
  throws(() => file.detach(), { code: "EBADF" });
  again.close();
});

test("detach hands the number over", () => {
  const [from, to] = passage();
  const { descriptors: [file] } = pass(from, to, [aFile]);
  const { fd } = file;
  equal(file.detach(), fd);
  equal(file.fd, -1);
  const { descriptors: [copy] } = pass(from, to, [fd]); // still open
  copy.close();
});

test("many come in their order, and several kinds together", () => {
  const [from, to] = passage();
  const sockets = Array.from({ length: 20 }, () => datagramSocket());
  const sent = sockets.flatMap((socket) => [socket, aFile]);
  const { descriptors } = pass(from, to, sent);
  equal(descriptors.length, 40);
  descriptors.forEach((got, i) => {
    if (i % 2 === 0) deepEqual(got.getSockName(), sockets[i / 2].getSockName());
    ok(i % 2 === 0 ? got instanceof Socket : got instanceof Descriptor, `${i}`);
    got.close();
  });
});

test("as many as the system takes, and one more", () => {
  const [from, to] = passage();
  const { descriptors } = pass(from, to, new Array(253).fill(aFile));
  equal(descriptors.length, 253);
  for (const got of descriptors) got.close();
  throws(() => from.sendMessage({ data: "x", descriptors: new Array(254).fill(aFile) }), { code: "EINVAL", syscall: "sendmsg" });
});

test("descriptors of no message, and of an empty list", () => {
  const [from, to] = passage();
  equal("descriptors" in pass(from, to, []), false);
  equal("descriptors" in pass(from, to, undefined), false);
  equal("descriptors" in pass(from, to, null), false);
});

test("a closed Socket does not go, nor what has got its descriptor", () => {
  const [from, to] = passage();
  const closed = datagramSocket();
  const { fd } = closed;
  closed.close();
  successorOf(fd);
  throws(() => from.sendMessage({ data: "x", descriptors: [closed] }), { code: "EBADF" });
  throws(() => from.sendMessage({ data: "x", descriptors: [datagramSocket(), 987654] }), { code: "EBADF", syscall: "sendmsg" });
  equal(to.setBlocking(false).receiveMessage(), false);
});

test("what a getter closes and opens while the message is read does not go in its place", () => {
  const [from, to] = passage();
  const victim = datagramSocket();
  throws(() => from.sendMessage({
    descriptors: [victim], data: "x", credentials: { get pid() { victim.close(); datagramSocket(); return 1; }, uid: 0, gid: 0 },
  }), { code: "EBADF" });
  equal(to.setBlocking(false).receiveMessage(), false);
});

test("what is no descriptor is an error that names it", () => {
  const [from] = passage();
  const wrong = (descriptors, key) => throws(() => from.sendMessage({ data: "x", descriptors }), { message: new RegExp(`"message\\.descriptors${key}"`) });
  wrong(5, "");
  wrong("0", "");
  wrong([{}], "\\[0\\]");
  wrong([0, "x"], "\\[1\\]");
  wrong([-1], "\\[0\\]");
  wrong([0.5], "\\[0\\]");
  throws(() => datagramSocket().sendMessage({ data: "x", descriptors: [0], address: "127.0.0.1", port: 9 }), { name: "TypeError", message: /"message\.descriptors"/ });
  throws(() => from.sendMessage({ descriptors: [0] }), { name: "TypeError", message: /"message\.data"/ }); // a stream needs a byte
});

test("a Descriptor is made by nobody else, and its methods want one", () => {
  throws(() => new Descriptor(), { name: "TypeError" });
  throws(() => new Descriptor(0), { name: "TypeError" });
  throws(() => Descriptor(0), { name: "TypeError" });
  for (const wrong of [undefined, {}, Descriptor.prototype, datagramSocket()]) {
    throws(() => Descriptor.prototype.close.call(wrong), { name: "TypeError" });
    throws(() => Descriptor.prototype.detach.call(wrong), { name: "TypeError" });
  }
  equal(typeof Symbol.dispose === "symbol" && Descriptor.prototype[Symbol.dispose] !== Descriptor.prototype.close, false);
});

test("no other call loses them: receive() takes the bytes, and the system closes what went along", () => {
  expectNoLeak(() => {
    const [from, to] = passage();
    from.sendMessage({ data: "x", descriptors: [from, aFile] });
    equal(waitReadable(to).receive().toString(), "x");
    from.close();
    to.close();
  });
});

test("sockets that are passed leave nothing behind", () => {
  expectNoLeak(() => {
    const [from, to] = passage();
    const { descriptors } = pass(from, to, [from, aFile, to]);
    for (const closable of [...descriptors, from, to]) closable.close();
  });
});

test("descriptors come with the bytes that they went with", () => {
  const [from, to] = passage();
  from.send("before");
  from.sendMessage({ data: "with", descriptors: [aFile] });
  from.send("after");
  let text = "";
  while (text.length < 15) {
    const { data, descriptors } = waitReadable(to).receiveMessage({ size: 100 });
    equal(descriptors !== undefined, `${data}`.includes("with"), `${data}`);
    descriptors?.[0].close();
    text += data;
  }
  equal(text, "beforewithafter");
});

test("the poller has been open all the time", () => {
  deepEqual(poller.wait(0), []);
});

test("with MSG_PEEK they come twice, each time as new ones", () => {
  const [from, to] = passage();
  from.sendMessage({ data: "x", descriptors: [from] });
  const peeked = waitReadable(to).receiveMessage({ flags: Socket.MSG_PEEK });
  const taken = to.receiveMessage();
  ok(peeked.descriptors[0].fd !== taken.descriptors[0].fd, "two descriptors");
  for (const message of [peeked, taken]) message.descriptors[0].close();
});

test("pidfd: the sender's process, as a Descriptor that is the script's to close", () => {
  needLinux();
  needKernel();
  const SO_PASSPIDFD = 76;
  const [from, to] = passage();
  to.setOption(SO_PASSPIDFD, 1, Socket.SOL_SOCKET);
  const { descriptors: [got], pidfd, control, controlTruncated } = pass(from, to, [aFile]);
  deepEqual([pidfd instanceof Descriptor, pidfd.fd !== got.fd, control, controlTruncated], [true, true, undefined, false]);
  throws(() => from.sendMessage({ data: "x", pidfd }), { code: "ERR_INVALID_ARG_TYPE", message: /message\.pidfd/ });
  for (const descriptor of [got, pidfd]) descriptor.close();
  equal(pidfd.fd, -1);
  expectNoLeak(() => {
    const message = pass(from, to);
    deepEqual([message.descriptors, message.pidfd.fd > 2], [undefined, true]);
    message.pidfd.close();
  });
});

done();
