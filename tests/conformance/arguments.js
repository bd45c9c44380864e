"use strict";

const { Socket } = require("socket");
const { test, done, ok, equal, deepEqual, throws } = require("./harness.js");
const {
  open, keep, needUnix, listener, streamPair, datagramSocket, waitReadable, expectNoLeak,
} = require("./sockets.js");

// "(+) A wrong argument throws before any system call: TypeError with code 'ERR_INVALID_ARG_TYPE', or RangeError with
// 'ERR_OUT_OF_RANGE', naming the argument, what was expected and what came."

const notNumbers = [true, false, "", " ", "abc", "80abc", "80\0", "0x", {}, [], [80], () => 80, 80n, Symbol("80"), new Date(0)];
const notStrings = [
  5, true, {}, [], ["127.0.0.1"], new String("127.0.0.1"), () => "", 5n, Symbol("::1"), undefined, null,
];
const notIntegers = [NaN, 0.5, 80.5, Infinity, -Infinity, "80.5"];

function typeError(argument) {
  return { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: new RegExp(`"${argument}"`) };
}

function rangeError(argument) {
  return { name: "RangeError", code: "ERR_OUT_OF_RANGE", message: new RegExp(`"${argument}"`) };
}

/** Tries each wrong number in place of an argument. */
function expectNumber(argument, call, outOfRange = []) {
  for (const value of notNumbers) {
    throws(() => call(value), typeError(argument));
  }
  for (const value of [...notIntegers, ...outOfRange]) {
    throws(() => call(value), rangeError(argument));
  }
}

test("a wrong type is told as Node tells it: the argument, what was expected and what came", () => {
  const socket = open();
  throws(() => socket.connect(5, 80), {
    name: "TypeError", code: "ERR_INVALID_ARG_TYPE",
    message: /"address".* must be of type string\. Received type number \(5\)$/,
  });
});

test("a wrong range is told as Node tells it: the argument, the range and what came", () => {
  const socket = open();
  throws(() => socket.connect("127.0.0.1", 70000), {
    name: "RangeError", code: "ERR_OUT_OF_RANGE",
    message: /"port".* must be >= 0 and <= 65535\. Received 70000$/,
  });
});

test("the errors of arguments are instances of TypeError and RangeError", () => {
  const socket = open();
  ok(throws(() => socket.connect({})) instanceof TypeError);
  ok(throws(() => socket.connect("127.0.0.1", NaN)) instanceof RangeError);
});

test("family must be an integer", () => {
  expectNumber("family", (value) => keep(new Socket(value, Socket.SOCK_STREAM)), [2 ** 31, 2 ** 40]);
  throws(() => new Socket(undefined, Socket.SOCK_STREAM), typeError("family"));
  throws(() => new Socket(null, Socket.SOCK_STREAM), typeError("family"));
});

test("type must be an integer", () => {
  expectNumber("type", (value) => keep(new Socket(Socket.PF_INET, value)), [2 ** 31, 2 ** 40]);
  throws(() => new Socket(Socket.PF_INET), typeError("type"));
  throws(() => new Socket(Socket.PF_INET, null), typeError("type"));
});

test("proto must be an integer", () => {
  expectNumber("proto", (value) => keep(new Socket(Socket.PF_INET, Socket.SOCK_STREAM, value)), [2 ** 31, 2 ** 40]);
});

test("port must be an integer from 0 to 65535 in connect, bind and send", () => {
  const socket = datagramSocket();
  const outOfRange = [-1, 65536, 70000, 65536 + 80, 2 ** 32 + 80, "-1", "70000", 1e300];
  expectNumber("port", (value) => socket.connect("127.0.0.1", value), outOfRange);
  expectNumber("port", (value) => open().bind("127.0.0.1", value), outOfRange);
  expectNumber("port", (value) => socket.send("x", "127.0.0.1", value), outOfRange);
});

test("address must be a string in connect and bind", () => {
  const socket = open();
  for (const value of notStrings) {
    throws(() => socket.connect(value, 80), typeError("address"));
    throws(() => socket.bind(value, 80), typeError("address"));
  }
  throws(() => socket.connect(), typeError("address"));
  throws(() => socket.bind(), typeError("address"));
});

test("address must be a string in send where it is given", () => {
  const socket = datagramSocket();
  for (const value of notStrings.filter((each) => each !== undefined && each !== null)) {
    throws(() => socket.send("x", value, 80), typeError("address"));
  }
});

test("an array in the form of getSockName is an address and its port, and no port may follow", () => {
  const receiver = datagramSocket();
  const sender = open(Socket.PF_INET, Socket.SOCK_DGRAM).bind(["127.0.0.1", 0]);
  equal(sender.send("to an array", receiver.getSockName()), true);
  equal(waitReadable(receiver).receive().toString(), "to an array");
  deepEqual(receiver.getPeerName(), sender.getSockName());
  equal(sender.connect(receiver.getSockName()), true);
  deepEqual(sender.getPeerName(), receiver.getSockName());
  for (const wrong of [[5], [null, 80], [[], 80]]) {
    throws(() => sender.connect(wrong), typeError("address"));
    throws(() => sender.send("x", wrong), typeError("address"));
  }
  throws(() => sender.connect(["127.0.0.1", "http"]), typeError("port"));
  throws(() => sender.connect(receiver.getSockName(), 80), typeError("address"));
});

test("what C and Python would write is refused, not misunderstood", () => {
  const socket = datagramSocket();
  const surplus = { name: "TypeError", code: "ERR_INVALID_ARG_TYPE", message: /no further argument/ };
  throws(() => socket.setOption(1, 9, 1), surplus);
  throws(() => socket.setOption(6, 4, 60), surplus);
  throws(() => socket.getOption(6, 4, 60), surplus);
  throws(() => socket.receive(10, 2), surplus);
  equal(socket.getOption(Socket.SO_KEEPALIVE), 0);
  equal(socket.getOption(Socket.SO_BROADCAST), 0);
});

test("the path of a Unix socket must be a string", () => {
  needUnix();
  for (const value of notStrings.filter((each) => !(Array.isArray(each) && each.length > 0))) {
    throws(() => open(Socket.PF_UNIX).bind(value), typeError("address"));
    throws(() => open(Socket.PF_UNIX).connect(value), typeError("address"));
  }
});

test("data must be a string or bytes", () => {
  const [client, server] = streamPair();
  for (const value of [undefined, null, 5, true, {}, [1, 2], { length: 1, 0: 65 }, new String("x"), 5n, Symbol("x"),
    () => "x", new Date(0)]) {
    throws(() => client.send(value), typeError("data"));
  }
  throws(() => client.send(), typeError("data"));
  equal(server.setBlocking(false).receive(), false, "nothing was sent");
});

test("backlog must be an integer", () => {
  const socket = open().bind("127.0.0.1");
  expectNumber("backlog", (value) => socket.listen(value), [2 ** 31, 2 ** 40]);
});

test("num must be an integer that is not negative", () => {
  const [client] = streamPair();
  client.setBlocking(false);
  expectNumber("num", (value) => client.receive(value), [-1, "-1", 1e300]);
});

test("flag must be a boolean, 0 or 1", () => {
  const socket = open();
  for (const value of [undefined, null, "", "yes", {}, [], Symbol("x"), 1n]) {
    throws(() => socket.setBlocking(value), typeError("flag"));
  }
  for (const value of [2, -1, NaN, 0.5]) {
    throws(() => socket.setBlocking(value), { code: /^ERR_(INVALID_ARG_TYPE|OUT_OF_RANGE)$/, message: /"flag"/ });
  }
  equal(socket.setBlocking(0), socket);
  equal(socket.setBlocking(1), socket);
});

test("the name of an option must be an integer", () => {
  const socket = open();
  expectNumber("name", (value) => socket.getOption(value), [2 ** 31, 2 ** 40]);
  expectNumber("name", (value) => socket.setOption(value, 1), [2 ** 31, 2 ** 40]);
  throws(() => socket.getOption(), typeError("name"));
  throws(() => socket.setOption(), typeError("name"));
});

test("the value of an option must be an integer, a boolean or a Buffer", () => {
  const socket = open();
  for (const value of [undefined, null, "", "abc", {}, [], [1], Symbol("x"), 1n, () => 1]) {
    throws(() => socket.setOption(Socket.SO_KEEPALIVE, value), typeError("value"));
  }
  for (const value of [NaN, 0.5, Infinity, "0.5", 2 ** 40, -(2 ** 40)]) {
    throws(() => socket.setOption(Socket.SO_KEEPALIVE, value), rangeError("value"));
  }
});

test("the length of an option must be an integer that is not negative", () => {
  const socket = open();
  expectNumber("length", (value) => socket.getOption(Socket.SO_KEEPALIVE, value), [-1, "-1", 2 ** 40]);
});

test("the names and addresses of the statics must be strings", () => {
  for (const value of notStrings) {
    throws(() => Socket.getProtoByName(value), typeError("name"));
    throws(() => Socket.getAddrInfo(value), typeError("name"));
    throws(() => Socket.getNameInfo(value), typeError("addr(ess)?"));
  }
});

test("the family of the statics must be an integer", () => {
  expectNumber("family", (value) => Socket.getAddrInfo("127.0.0.1", value), [2 ** 31, 2 ** 40]);
  expectNumber("family", (value) => Socket.getNameInfo("127.0.0.1", value), [2 ** 31, 2 ** 40]);
});

test("how of shutdown must be read, write or both", () => {
  const [client] = streamPair();
  for (const value of ["", "rd", "WRITE", 1, true, {}]) {
    throws(() => client.shutdown(value), { name: /^(Type|Range)Error$/, message: /"how"/ });
  }
  equal(client.send("still open"), true);
});

// "before any system call"

test("bind with a wrong argument leaves the socket unbound", () => {
  const socket = open();
  throws(() => socket.bind("127.0.0.1", 70000));
  throws(() => socket.bind("localhost", 0));
  equal(socket.bind("127.0.0.1", 0), socket);
});

test("connect with a wrong argument leaves the socket unconnected", () => {
  const server = listener();
  const socket = open();
  throws(() => socket.connect("127.0.0.1", server.getSockName()[1] + 65536));
  throws(() => socket.connect("127.0.0.1", String(server.getSockName()[1] + 65536)));
  throws(() => socket.getPeerName(), { code: "ENOTCONN" });
  equal(socket.connect(...server.getSockName()), true);
});

test("send with a wrong argument sends nothing", () => {
  const receiver = datagramSocket().setBlocking(false);
  const [address, port] = receiver.getSockName();
  const socket = datagramSocket();
  throws(() => socket.send("cut to 16 bits", address, port + 65536));
  throws(() => socket.send("a string", address, `${port}x`));
  equal(receiver.receive(), false);
  equal(socket.send("right", address, port), true);
  equal(waitReadable(receiver).receive().toString(), "right");
});

test("receive with a wrong argument takes nothing", () => {
  const receiver = datagramSocket();
  datagramSocket().send("kept", ...receiver.getSockName());
  for (const value of [-1, NaN, 2.5, "x", {}]) {
    throws(() => receiver.receive(value));
  }
  equal(receiver.receive().toString(), "kept");
});

test("setOption with a wrong argument changes nothing", () => {
  const socket = open().setOption(Socket.SO_KEEPALIVE, true);
  for (const value of [NaN, 0.5, "", {}, null]) {
    throws(() => socket.setOption(Socket.SO_KEEPALIVE, value));
  }
  ok(socket.getOption(Socket.SO_KEEPALIVE) !== 0);
});

test("a constructor with a wrong argument opens nothing", () => {
  expectNoLeak(() => {
    for (const value of [NaN, 0.5, "x", {}]) {
      throws(() => new Socket(Socket.PF_INET, Socket.SOCK_STREAM, value));
    }
  });
});

test("an argument that is an object is refused without asking it for its value", () => {
  const asked = [];
  const sly = { valueOf: () => asked.push("valueOf"), toString: () => asked.push("toString") };
  const socket = open();
  throws(() => socket.connect("127.0.0.1", sly), typeError("port"));
  throws(() => socket.connect(sly, 80), typeError("address"));
  throws(() => socket.send(sly), typeError("data"));
  deepEqual(asked, []);
});

// "(+) Numbers may come as numeric strings ("8080"), because old scripts take ports from regular expressions."

test("the constructor takes numeric strings", () => {
  const socket = keep(new Socket(String(Socket.PF_INET), String(Socket.SOCK_STREAM), String(Socket.IPPROTO_TCP)));
  equal(socket.family, Socket.PF_INET);
  equal(socket.type, Socket.SOCK_STREAM);
  equal(socket.proto, Socket.IPPROTO_TCP);
});

test("connect, bind and send take the port as a numeric string", () => {
  const server = listener();
  const port = /:(\d+)$/.exec(`127.0.0.1:${server.getSockName()[1]}`)[1];
  equal(open().connect("127.0.0.1", port), true);
  equal(open().bind("127.0.0.1", "0").getSockName()[0], "127.0.0.1");
  const receiver = datagramSocket();
  equal(datagramSocket().send("x", "127.0.0.1", String(receiver.getSockName()[1])), true);
  equal(receiver.receive().toString(), "x");
});

test("listen, receive, getOption and setOption take numeric strings", () => {
  equal(open().bind("127.0.0.1").listen("5").setBlocking(false).accept(), false);
  const receiver = datagramSocket();
  datagramSocket().send("abcdef", ...receiver.getSockName());
  equal(receiver.receive("3").toString(), "abc");
  const socket = open().setOption(String(Socket.SO_KEEPALIVE), "1");
  ok(socket.getOption(String(Socket.SO_KEEPALIVE)) !== 0);
  equal(socket.getOption(Socket.SO_KEEPALIVE, "1").length, 1);
});

test("getAddrInfo and getNameInfo take the family as a numeric string", () => {
  equal(Socket.getAddrInfo("127.0.0.1", String(Socket.PF_INET)), "127.0.0.1");
  equal(typeof Socket.getNameInfo("127.0.0.1", String(Socket.PF_INET)), "string");
});

test("optional arguments may be undefined or null", () => {
  equal(keep(new Socket(Socket.PF_INET, Socket.SOCK_STREAM, null)).proto, 0);
  equal(open().bind("127.0.0.1", null).getSockName()[0], "127.0.0.1");
  equal(open().bind("127.0.0.1", undefined).listen(null).setBlocking(false).accept(), false);
  const receiver = datagramSocket();
  const sender = open(Socket.PF_INET, Socket.SOCK_DGRAM);
  sender.connect(...receiver.getSockName());
  equal(sender.send("x", null, null), true);
  equal(receiver.receive(null).toString(), "x");
  equal(typeof sender.getOption(Socket.SO_ERROR, null), "number");
  equal(Socket.getAddrInfo("127.0.0.1", null), "127.0.0.1");
  equal(typeof Socket.getNameInfo("127.0.0.1", null), "string");
});

// "NaN, fractions and values out of range are errors, never truncated."

test("a port over 65535 is not cut to 16 bits", () => {
  const server = listener().setBlocking(false);
  throws(() => open().connect("127.0.0.1", server.getSockName()[1] + 65536), rangeError("port"));
  equal(server.accept(), false);
});

test("a fraction is an error even where its whole part would be right", () => {
  const receiver = datagramSocket();
  const port = receiver.getSockName()[1];
  throws(() => datagramSocket().send("x", "127.0.0.1", port + 0.5), rangeError("port"));
  throws(() => datagramSocket().send("x", "127.0.0.1", `${port}.5`), rangeError("port"));
  throws(() => new Socket(Socket.PF_INET + 0.5, Socket.SOCK_STREAM), rangeError("family"));
});

done();
