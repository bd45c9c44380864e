"use strict";

// Stack overflows inside calls that are awaited: what has thrown or was rejected has done nothing, and what has not goes on.

const { Socket, Poller } = require("socket");
const { LEVELS, REHEARSAL, atEachLevel, check, datagramSocket, listener, range } = require("./levels.js");

// So many levels are more than what an attempt that is awaited wants to have left, see src/TeaSocket.Script/Face/stack.js.
const STRIDE = 3;
const MOST_QUEUED = 150; // datagrams: the system drops them where there are too many
const MOST_TURNS = 20000; // in which nothing came to its end

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** What becomes of a promise, as an object that is filled when it is over: { isOver, value, error }. */
function observed(promise) {
  const fate = { isOver: false, value: undefined, error: undefined };
  promise.then((value) => Object.assign(fate, { isOver: true, value }), (error) => Object.assign(fate, { isOver: true, error }));
  return fate;
}

/** The fates of the promises that a call has returned at each level, in the order of the calls. */
function fatesAtEachLevel(shift, call) {
  const promises = new Array(LEVELS);
  atEachLevel(shift, (i) => { promises[i] = call(i); }, STRIDE);
  const fates = [];
  for (let i = LEVELS - 1; i >= 0; i -= 1) if (promises[i] !== undefined) fates.push(Object.assign(observed(promises[i]), { level: i }));
  return fates;
}

/** The loop turns until all is over, or for so many turns. */
async function untilOver(fates, most = Infinity) {
  for (let turns = 0; fates.some(({ isOver }) => !isOver) && turns < most; turns += 1) await turn();
}

/** All datagrams arrive, in the order of the calls that are resolved with them. */
async function receiving(shift, receive, numbersOf) {
  const [from, to] = [datagramSocket(), datagramSocket()];
  from.connect(...to.getSockName());
  const most = shift === REHEARSAL ? 2 : MOST_QUEUED;
  let count = 0;
  for (; count < most; count += 1) from.send(Uint8Array.of(count, count >> 8));
  const rooms = range(LEVELS).map(() => new Uint8Array(16));
  const fates = fatesAtEachLevel(shift, (i) => receive(to, rooms[i]));
  const received = () => fates.flatMap(({ isOver, value, error, level }) => isOver && error === undefined ? numbersOf(value, rooms[level]) : []);
  for (let turns = 0; fates.some(({ isOver }) => !isOver) && turns < MOST_TURNS; turns += 1) {
    if (count - received().length < MOST_QUEUED) { // for those that wait
      from.send(Uint8Array.of(count, count >> 8));
      count += 1;
    }
    await turn();
  }
  check(fates.every(({ isOver }) => isOver), "a promise stays pending");
  const numbers = received();
  try {
    for (let data; (data = to.receive()) !== false;) numbers.push(data[0] | data[1] << 8);
  } catch (error) {
    check(false, `nothing is awaited, and receiving threw ${error.code ?? error}`);
  }
  check(numbers.length === count, "datagrams were lost, or came twice");
  check(numbers.every((number, i) => i === 0 || number > numbers[i - 1]), "datagrams came twice or out of order");
  from.close();
  to.close();
}

const numberIn = (data) => data[0] | data[1] << 8;

/** What was sent arrives once; what was not, does not. */
async function sending(shift, send) {
  const [from, to] = [datagramSocket(), datagramSocket()];
  from.connect(...to.getSockName());
  const promises = new Array(LEVELS);
  atEachLevel(shift, (i) => { promises[i] = send(from, Uint8Array.of(i, i >> 8), to); }, STRIDE);
  const fates = promises.map((promise) => promise === undefined ? undefined : observed(promise));
  await untilOver(fates.filter((fate) => fate !== undefined));
  const arrived = [];
  for (let data; (data = to.receive()) !== false;) arrived.push(numberIn(data));
  check(new Set(arrived).size === arrived.length, "a datagram has arrived twice");
  fates.forEach((fate, i) => check(fate === undefined || fate.error !== undefined || arrived.includes(i), "what was sent has not arrived"));
  try {
    check(from.send("x") === true, "nothing can be sent any more");
  } catch (error) {
    check(false, `nothing is awaited, and sending threw ${error.code ?? error}`);
  }
  from.close();
  to.close();
}

/** Each client is accepted once. */
async function accepting(shift) {
  const server = listener();
  const most = shift === REHEARSAL ? 2 : 100;
  const clients = range(most).map((i) => {
    const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
    client.connect(...server.getSockName());
    client.send(String(i));
    return client;
  });
  const fates = fatesAtEachLevel(shift, () => server.acceptAsync());
  while (fates.some(({ isOver }) => !isOver) && clients.length < 1000) {
    const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
    client.connect(...server.getSockName());
    client.send(String(clients.length));
    clients.push(client);
    await turn();
  }
  const connections = fates.filter(({ value }) => value !== undefined).map(({ value }) => value);
  try {
    for (let socket; (socket = server.accept()) !== false;) connections.push(socket);
  } catch (error) {
    check(false, `nothing is awaited, and accepting threw ${error.code ?? error}`);
  }
  const names = new Set(connections.map((socket) => String(socket.receive())));
  check(names.size === clients.length && connections.length === clients.length, "accepted connections were lost, or came twice");
  for (const socket of [server, ...clients, ...connections]) socket.close();
}

/** A socket is connected, or as it was, or closed. */
async function connecting(shift) {
  const server = listener();
  const sockets = range(LEVELS).map(() => new Socket(Socket.PF_INET, Socket.SOCK_STREAM));
  const promises = new Array(LEVELS);
  atEachLevel(shift, (i) => { promises[i] = sockets[i].connectAsync(...server.getSockName()); }, STRIDE);
  const fates = promises.map((promise) => promise === undefined ? undefined : observed(promise));
  await untilOver(fates.filter((fate) => fate !== undefined));
  fates.forEach((fate, i) => {
    if (fate?.value !== true) return;
    check(sockets[i].getPeerName()[1] === server.getSockName()[1], "a socket is not connected");
  });
  for (let socket; (socket = server.accept()) !== false;) socket.close();
  for (const socket of [server, ...sockets]) socket.close();
}

/** What is pending of a socket that was closed is rejected, whatever has become of the call that closed it. */
async function closing(shift, end) {
  const sockets = range(LEVELS).map(datagramSocket);
  const fates = sockets.map((socket) => observed(socket.receiveAsync()));
  atEachLevel(shift, (i) => end(sockets[i]), STRIDE);
  for (let turns = 0; turns < 3; turns += 1) await turn();
  sockets.forEach((socket, i) => {
    if (socket.fd !== -1) check(!fates[i].isOver, "what is pending was rejected, though the socket is open");
    socket.close();
  });
  await untilOver(fates, 100);
  for (const { error } of fates) check(error?.code === "ECANCELED", `what was pending ended with ${String(error?.code ?? error)}`);
}

/** Waits that take nothing. */
async function looking(shift, look) {
  const [ready, quiet] = [datagramSocket(), datagramSocket()];
  ready.send("x", ...ready.getSockName());
  const poller = new Poller().add(ready, "r", "tag").add(quiet, "r");
  const fates = fatesAtEachLevel(shift, () => look(ready, quiet, poller));
  await untilOver(fates);
  check(String(ready.receive()) === "x", "what only looks has taken something");
  poller.close();
  for (const socket of [ready, quiet]) socket.close();
}

const awaitedCases = {
  receiveAsync: (shift) => receiving(shift, (socket) => socket.receiveAsync(), (data) => [numberIn(data)]),
  "receiveAsync of a few": (shift) => receiving(shift, (socket) => socket.receiveAsync(100, { timeout: 60000 }), (data) => [numberIn(data)]),
  "receiveAsync of much": (shift) => receiving(shift, (socket) => socket.receiveAsync(100000), (data) => [numberIn(data)]),
  receiveIntoAsync: (shift) => receiving(shift, (socket, room) => socket.receiveIntoAsync(room), (_, room) => [numberIn(room)]),
  receiveFromAsync: (shift) => receiving(shift, (socket) => socket.receiveFromAsync(), ({ data }) => [numberIn(data)]),
  receiveManyAsync: (shift) => receiving(shift, (socket) => socket.receiveManyAsync(2, 64), (all) => all.map(numberIn)),
  receiveMessageAsync: (shift) => receiving(shift, (socket) => socket.receiveMessageAsync(), ({ data }) => [numberIn(data)]),
  sendAsync: (shift) => sending(shift, (socket, data) => socket.sendAsync(data)),
  "sendAsync to": (shift) => sending(shift, (socket, data, to) => socket.sendAsync(data, to.getSockName(), { timeout: 60000 })),
  sendMessageAsync: (shift) => sending(shift, (socket, data) => socket.sendMessageAsync({ data: [data], ttl: 5 })),
  sendManyAsync: (shift) => sending(shift, (socket, data) => socket.sendManyAsync([data])),
  acceptAsync: accepting,
  connectAsync: connecting,
  readable: (shift) => looking(shift, (socket) => socket.readable()),
  selectAsync: (shift) => looking(shift, (socket, quiet) => Socket.selectAsync([quiet, socket], [], null, 60000)),
  waitAsync: (shift) => looking(shift, (socket, quiet, poller) => poller.waitAsync(60000)),
  "close while receiveAsync is pending": (shift) => closing(shift, (socket) => socket.close()),
};

module.exports = { awaitedCases };
