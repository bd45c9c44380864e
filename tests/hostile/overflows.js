"use strict";

// Stack overflows inside each call: it is made from every depth near the end of the stack, so that it breaks off wherever it
// can. `overflows.js [rounds] [case]`. Ends with exit status 1 when something did not hold: a closed socket reached another, something
// was lost or left open.

const { Socket, Poller } = require("socket");
const { argumentsGiven, print, fail, whenSettled, openDescriptors, leftOpen } = require("./host.js");
const { LEVELS, REHEARSAL, SHIFTS, atEachLevel, check, datagramSocket, failures, listener, problems, quietly, range } = require("./levels.js");
const { awaitedCases } = require("./awaited-overflows.js");

const rounds = Number(argumentsGiven[0] ?? 3);

// ---- what each call does ----

/** A closed socket is closed, and what has got its descriptor or its place since then is not touched. */
function closing(shift, close) {
  const sockets = range(LEVELS).map(datagramSocket);
  const names = sockets.map((socket) => String(socket.getSockName()));
  atEachLevel(shift, (i) => close(sockets[i]));
  const successors = range(LEVELS).map(datagramSocket);
  const successorNames = successors.map((socket) => String(socket.getSockName()));
  sockets.forEach((socket, i) => {
    const name = nameOf(socket);
    check(name === undefined || name === names[i], "a closed socket has the name of another");
    check(name !== undefined || socket.fd === -1, "a closed socket has a descriptor");
    closeAgain(socket);
  });
  successors.forEach((socket, i) => {
    check(nameOf(socket) === successorNames[i], "a closed socket has closed another");
    closeAgain(socket);
  });
}

/** Closes what may be closed, which does nothing then. */
function closeAgain(closable) {
  try {
    closable.close();
  } catch (error) {
    check(false, `closing again threw ${error.code ?? error}`);
  }
}

/** The socket's own name, undefined when it is closed. */
function nameOf(socket) {
  try {
    return String(socket.getSockName());
  } catch (error) {
    check(error.code === "EBADF", `a closed socket threw ${error.code ?? error}`);
    return undefined;
  }
}

/** All datagrams arrive, in their order, whichever call took them. */
function receiving(shift, receive) {
  const [from, to] = [datagramSocket(), datagramSocket()];
  to.setOption(8, 4194304); // SO_RCVBUF
  from.connect(...to.getSockName());
  const count = 150;
  for (let i = 0; i < count; i += 1) from.send(Uint8Array.of(i, i ^ 255));
  const taken = new Array(LEVELS);
  const rooms = range(LEVELS).map(() => new Uint8Array(16));
  atEachLevel(shift, (i) => { taken[i] = receive(to, rooms[i]); });
  const numbers = [];
  const enter = (result, room) => {
    for (const data of typeof result === "number" ? [room] : [result].flat()) numbers.push(data[0]);
  };
  for (let i = LEVELS - 1; i >= 0; i -= 1) if (taken[i] !== undefined && taken[i] !== false) enter(taken[i], rooms[i]);
  // By the same call: what it does with what was kept is compiled then, for which the stack's end has no room.
  for (let room = new Uint8Array(16), result; ![false, undefined].includes(result = receive(to, room));) enter(result, room);
  for (let data; (data = to.receive()) !== false;) numbers.push(data[0]); // what a call that takes nothing has left
  check(numbers.length === count, `${count - numbers.length} of ${count} datagrams were lost`.replace(/^\d+/, "some"));
  check(numbers.every((number, i) => i === 0 || number > numbers[i - 1]), "datagrams came twice or out of order");
  from.close();
  to.close();
}

/** What was sent arrived, if the call has returned true. */
function sending(shift, send) {
  const [from, to] = [datagramSocket(), datagramSocket()];
  from.connect(...to.getSockName());
  const sent = new Set();
  const marks = range(LEVELS).map((i) => Uint8Array.of(i, i >> 8));
  const results = new Array(LEVELS);
  const arrived = new Set();
  atEachLevel(shift, (i) => { results[i] = send(from, marks[i], to); });
  results.forEach((result, i) => result && sent.add(i));
  for (let data; (data = to.receive()) !== false;) arrived.add(data[0] | data[1] << 8);
  // The system keeps as many as there is room for.
  check([...sent].slice(-100).every((i) => arrived.has(i)), "what send said to have sent has not arrived");
  from.close();
  to.close();
}

/** Messages arrive in their order, each with the socket that went along, whichever call took them; nothing else stays open. */
function passing(shift, receive) {
  const server = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM).bind(`\0teasocket-${Math.random()}`).listen();
  const from = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
  from.connect(...server.getSockName());
  const to = server.accept().setBlocking(false);
  const count = 60;
  const sockets = range(count).map(datagramSocket);
  sockets.forEach((socket, i) => from.sendMessage({ data: Uint8Array.of(i), descriptors: [socket] }));
  const taken = new Array(LEVELS);
  const rooms = range(LEVELS).map(() => new Uint8Array(16));
  atEachLevel(shift, (i) => { taken[i] = receive(to, rooms[i]); });
  const messages = [];
  for (let i = LEVELS - 1; i >= 0; i -= 1) if (taken[i]) messages.push([(taken[i].data ?? rooms[i])[0], taken[i].descriptors]);
  for (let message; (message = to.receiveMessage()) !== false;) messages.push([message.data[0], message.descriptors]);
  check(messages.length === count && messages.every(([number], i) => number === i), "messages were lost, or came twice or out of order");
  for (const [number, descriptors] of messages) {
    check(nameOf(descriptors[0]) === nameOf(sockets[number]), "a message has lost its descriptor, or has that of another");
    descriptors[0].close();
  }
  for (const socket of [server, from, to, ...sockets]) socket.close();
}

/** What receiveMessage has received, or false. */
const dataOf = (message, name) => message === false ? false : message[name];

function accepting(shift) {
  const server = listener();
  const count = LEVELS;
  const clients = range(count).map((i) => {
    const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
    client.connect(...server.getSockName());
    client.send(String(i));
    return client;
  });
  const accepted = new Array(LEVELS);
  atEachLevel(shift, (i) => { accepted[i] = server.accept(); });
  const connections = accepted.filter((socket) => socket instanceof Socket);
  for (let socket; (socket = server.accept()) !== false;) connections.push(socket);
  check(new Set(connections.map((socket) => String(socket.receive()))).size === count, "accepted connections were lost");
  for (const socket of [server, ...clients, ...connections]) socket.close();
}

function opening(shift) {
  const opened = new Array(LEVELS);
  atEachLevel(shift, (i) => { opened[i] = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM); });
  for (const socket of opened) socket?.close();
}

/** Each of two that are opened at once has an owner. */
function pairing(shift) {
  const opened = new Array(LEVELS);
  atEachLevel(shift, (i) => { opened[i] = Socket.pair(); });
  for (const [first, second] of opened.filter((pair) => pair !== undefined)) {
    first.send("x");
    check(second.receive().length === 1, "a pair is not connected");
    first.close();
    second.close();
  }
}

function duplicating(shift) {
  const socket = datagramSocket();
  const name = nameOf(socket);
  const copies = new Array(LEVELS);
  atEachLevel(shift, (i) => { copies[i] = socket.duplicate(); });
  for (const copy of copies.filter((one) => one !== undefined)) {
    check(nameOf(copy) === name, "a duplicate is another socket");
    copy.close();
  }
  check(nameOf(socket) === name, "duplicating has closed the socket");
  socket.close();
}

/** A descriptor is a Socket's, or has stayed the caller's. */
function adopting(shift) {
  const names = [];
  const descriptors = range(LEVELS).map(() => {
    const socket = datagramSocket();
    names.push(nameOf(socket));
    return socket.detach();
  });
  const adopted = new Array(LEVELS);
  atEachLevel(shift, (i) => { adopted[i] = Socket.fromDescriptor(descriptors[i]); });
  descriptors.forEach((fd, i) => {
    try {
      const socket = adopted[i] ?? Socket.fromDescriptor(fd);
      check(nameOf(socket) === names[i], "an adopted socket is another");
      socket.close();
    } catch (error) {
      check(false, `a descriptor that was not adopted is gone: ${error.code ?? error}`);
    }
  });
}

/** select has edited its arrays or has not touched them. */
function selecting(shift) {
  const [ready, quiet] = [datagramSocket(), datagramSocket()];
  ready.send("x", ...ready.getSockName());
  const arrays = range(LEVELS).map(() => [[quiet, ready, quiet], [ready]]);
  atEachLevel(shift, (i) => { Socket.select(arrays[i][0], arrays[i][1], null, 0); });
  const texts = new Set(arrays.map(([read, write]) => [...range(3).map((i) => i in read ? "x" : "-"), read.length, write.length, 0 in write].join("")));
  for (const text of texts) check(text === "xxx31true" || text === "-x-31true", `select left its arrays as ${text}`);
  for (const [read] of arrays) check(read[1] === ready, "select lost the socket that is ready");
  ready.close();
  quiet.close();
}

/** A poller tells what was added, and takes each socket again that it does not have. */
function polling(shift, call) {
  const poller = new Poller();
  const sockets = range(LEVELS).map(datagramSocket);
  sockets.forEach((socket, i) => { if (i % 2 === 0) poller.add(socket, "w", socket); });
  atEachLevel(shift, (i) => { call(poller, sockets[i]); });
  let ready = [];
  try {
    ready = poller.wait(0);
  } catch (error) {
    check(false, `wait threw ${error}`);
  }
  for (const { socket, tag } of ready) check(socket === tag, "a poller has mixed up its entries");
  for (const socket of sockets) {
    try {
      poller.remove(socket);
    } catch (error) {
      check(error.code === "ENOENT", `remove threw ${error.code ?? error}`);
    }
    poller.add(socket, "w", socket);
  }
  check(poller.wait(0).length === LEVELS, "a poller has forgotten sockets");
  for (const socket of sockets) socket.close();
  poller.close();
}

function closingPollers(shift) {
  const pollers = range(LEVELS).map(() => new Poller());
  atEachLevel(shift, (i) => pollers[i].close());
  const socket = datagramSocket();
  const successors = range(LEVELS).map(() => new Poller().add(socket, "w", "mine"));
  for (const poller of pollers) {
    try {
      check(poller.wait(0).length === 0, "a closed poller has waited for the sockets of another");
    } catch (error) {
      check(error.code === "EBADF", `a closed poller threw ${error.code ?? error}`);
    }
    closeAgain(poller);
  }
  for (const poller of successors) {
    let ready;
    quietly(() => { ready = poller.wait(0); });
    check(ready?.[0]?.tag === "mine", "a closed poller has closed another");
    closeAgain(poller);
  }
  socket.close();
}

/** What receiveFrom has received. */
const received = (datagram) => datagram === false ? false : datagram.data;

const cases = {
  close: (shift) => closing(shift, (socket) => socket.close()),
  "what only looks": (shift) => closing(shift, (socket) => {
    socket.getSockName();
    socket.getOption(Socket.SO_ERROR, 4);
    socket.setOption(Socket.SO_BROADCAST, true);
    socket.getOption("SO_MEMINFO");
    socket.setOption("SO_TXTIME", { clock: 1, flags: 0 });
  }),
  receive: (shift) => receiving(shift, (socket) => socket.receive()),
  "receive a few": (shift) => receiving(shift, (socket) => socket.receive(100)),
  "receive more": (shift) => receiving(shift, (socket) => socket.receive(70000)),
  receiveInto: (shift) => receiving(shift, (socket, room) => socket.receiveInto(room)),
  receiveMany: (shift) => receiving(shift, (socket) => socket.receiveMany(2, 64)),
  "receiveMany with senders": (shift) => receiving(shift, (socket) => socket.receiveMany(2, 64, [])),
  receiveMessage: (shift) => receiving(shift, (socket) => dataOf(socket.receiveMessage(), "data")),
  "receiveMessage of more": (shift) => receiving(shift, (socket) => dataOf(socket.receiveMessage({ size: 100000 }), "data")),
  "receiveMessage into": (shift) => receiving(shift, (socket, into) => dataOf(socket.receiveMessage({ into }), "bytes")),
  "receiveMessage into parts": (shift) => receiving(shift, (socket, room) =>
    dataOf(socket.receiveMessage({ into: [room.subarray(0, 1), room.subarray(1)] }), "bytes")),
  "receiveMessage with descriptors": (shift) => passing(shift, (socket) => socket.receiveMessage({ size: 1 })),
  "receiveMessage with descriptors into": (shift) => passing(shift, (socket, room) => socket.receiveMessage({ into: room.subarray(0, 1) })),
  sendMessage: (shift) => sending(shift, (socket, data, to) => socket.sendMessage({ data: [data], address: to.getSockName(), ttl: 5 })),
  receiveFrom: (shift) => receiving(shift, (socket) => received(socket.receiveFrom())),
  "receiveFrom of much": (shift) => receiving(shift, (socket) => received(socket.receiveFrom(70000))),
  peek: (shift) => receiving(shift, (socket) => { socket.peek(); }),
  "peek at much": (shift) => receiving(shift, (socket) => { socket.peek(70000); }),
  available: (shift) => receiving(shift, (socket) => { socket.available(); }),
  "Socket.pair": pairing,
  duplicate: duplicating,
  "Socket.fromDescriptor": adopting,
  send: (shift) => sending(shift, (socket, data) => socket.send(data)),
  "send to an array": (shift) => sending(shift, (socket, data, to) => socket.send(data, to.getSockName())),
  "send to a numeric string": (shift) => sending(shift, (socket, data, to) => socket.send(data, "127.0.0.1", String(to.getSockName()[1]))),
  "send to": (shift) => sending(shift, (socket, data, to) => socket.send(data, ...to.getSockName())),
  sendMany: (shift) => sending(shift, (socket, data) => socket.sendMany([data])),
  accept: accepting,
  "new Socket": opening,
  select: selecting,
  "Poller.add": (shift) => polling(shift, (poller, socket) => poller.add(socket, "w", socket)),
  "Poller.modify": (shift) => polling(shift, (poller, socket) => poller.modify(socket, "rw", socket)),
  "Poller.remove": (shift) => polling(shift, (poller, socket) => poller.remove(socket)),
  "Poller.wait": (shift) => polling(shift, (poller) => poller.wait(0)),
  "Poller.close": closingPollers,
  "new Poller": (shift) => {
    const opened = new Array(LEVELS);
    atEachLevel(shift, (i) => { opened[i] = new Poller(); });
    for (const poller of opened) poller?.close();
  },
};

const settled = () => new Promise((resolve) => whenSettled(resolve));

/** Runs one case after the other, each from where nothing of the one before is left. */
async function run(names) {
  for (const name of names) {
    const call = cases[name] ?? awaitedCases[name];
    const isAwaited = cases[name] === undefined; // which takes longer, as the loop has to turn
    await settled();
    const before = openDescriptors();
    await call(REHEARSAL);
    failures.count = 0;
    let calls = 0;
    for (let round = 0; round < (isAwaited ? 1 : rounds); round += 1) {
      for (let shift = 0; shift < SHIFTS; shift += isAwaited ? 4 : 1) {
        await call(shift);
        calls += LEVELS;
      }
    }
    await settled();
    check(leftOpen(before) <= 0, "descriptors were left open");
    print(`${problems.size === 0 ? "ok" : "not ok"} - ${name} (${failures.count} of ${calls} calls broke off)${[...problems].map((problem) => `\n  ${problem}`).join("")}`);
    if (problems.size > 0) fail.isDue = true;
    problems.clear();
  }
  if (fail.isDue) fail();
}

run(argumentsGiven[1] === undefined ? [...Object.keys(cases), ...Object.keys(awaitedCases)] : [argumentsGiven[1]]);
