"use strict";

// Schedules of calls on a connection, whose two ends send and receive at once: which bytes arrive, and in which order.

const { Socket, Poller } = require("socket");
const { Calls, End, attempt, turn } = require("./promised.js");
const { uniqueName } = require("./pool.js");

const { PF_INET, PF_UNIX, SOCK_STREAM } = Socket;
const VALUES = 251;
const UNKNOWN = -1; // how much of what was aborted has been sent

/** What one end sends and the other receives. Each send has bytes of a value of its own: so it can be told which of them have arrived. */
class Flow {
  #sends = []; // { value, length, sent }
  #received = []; // bytes, in the order of the calls that received them

  /** A send of so many bytes, of which none is known to be sent yet. */
  add(length) {
    const send = { value: this.#sends.length % VALUES, length, sent: UNKNOWN };
    this.#sends.push(send);
    return send;
  }

  /** A place for what a call receives. */
  reserve() {
    this.#received.push(undefined);
    return this.#received.length - 1;
  }

  put(place, bytes) { this.#received[place] = bytes; }

  /** What is wrong with what has arrived; undefined if it is what was sent. */
  problem(isWhole) {
    const parts = this.#received.filter((bytes) => bytes !== undefined && bytes.length > 0);
    let part = 0;
    let at = 0;
    const next = () => part < parts.length ? parts[part][at] : undefined;
    const step = () => {
      at += 1;
      if (at < parts[part].length) return;
      part += 1;
      at = 0;
    };
    for (let i = 0; i < this.#sends.length; i += 1) {
      const { value, length, sent } = this.#sends[i];
      let run = 0;
      for (; run < length && next() === value; run += 1) step();
      const isRight = sent === UNKNOWN || run === sent || !isWhole && next() === undefined && run < sent;
      if (!isRight) return `of send ${i}, of which ${sent} of ${length} bytes were sent, ${run} have arrived`;
    }
    return next() === undefined ? undefined : "bytes have arrived that nobody has sent, or twice, or out of order";
  }
}

const kinds = {
  tcp: () => accepted(new Socket(PF_INET, SOCK_STREAM).bind("127.0.0.1")),
  unix: () => accepted(new Socket(PF_UNIX, SOCK_STREAM).bind(uniqueName())),
  pair: () => Socket.pair(),
};

function accepted(listener) {
  listener.listen();
  const client = new Socket(listener.family, SOCK_STREAM);
  client.connect(listener.getSockName());
  const sockets = [client, listener.accept()];
  listener.close();
  return sockets;
}

class Connection {
  constructor(random, report) {
    this.random = random;
    this.kind = random.pick(Object.keys(kinds));
    this.report = (problem) => report(`${this.kind}: ${problem}`);
    this.calls = new Calls(random, this.report);
    this.ends = kinds[this.kind]().map((socket) => new End(socket));
    [this.ends[0].peer, this.ends[1].peer] = [this.ends[1], this.ends[0]];
    for (const end of this.ends) {
      end.flow = new Flow(); // what it sends
      if (this.kind !== "tcp" && random.oneIn(2)) end.socket.setOption("SO_SNDBUF", 4096); // soon full; TCP would wait for its timers
    }
    this.poller = new Poller();
    this.pollerEnd = { mayFail: (code) => code === "ECANCELED" && this.isPollerClosed };
    this.isPollerClosed = false;
    this.poller.add(this.ends[0].socket, "r").add(this.ends[1].socket, "r");
  }

  /** One thing, of one end. */
  step() {
    const { random } = this;
    const end = random.pick(this.ends);
    this[random.weighted([
      [8, "sendLater"], [5, "sendNow"], [8, "receiveLater"], [5, "receiveNow"], [3, "look"], [3, "abort"], [0.6, "move"], [0.3, "shut"], [0.15, "close"],
    ])](end);
  }

  size() {
    const { random } = this;
    if (random.oneIn(60)) return random.below(6000000);
    return random.oneIn(8) ? random.below(300000) : random.below(2000);
  }

  sendLater(end) {
    const { random } = this;
    const length = this.size();
    const send = end.flow.add(length);
    const data = new Uint8Array(length).fill(send.value);
    const options = this.calls.options();
    const call = { name: "sendAsync", end, moves: end.moves, isSend: true };
    const make = random.oneIn(5) ? () => end.socket.sendMessageAsync({ data }, ...options)
      : options.length > 0 ? () => end.socket.sendAsync(data, undefined, undefined, ...options)
        : () => end.socket.sendAsync(data);
    this.calls.begin(call, options, make, (result) => {
      if (result !== true) this.report(`sendAsync resolved to ${String(result)}`);
      send.sent = length;
    }, (error) => {
      if (error.errno !== undefined) send.sent = error.bytesSent ?? 0;
    });
  }

  sendNow(end) {
    const send = end.flow.add(1 + this.random.below(3000));
    send.sent = 0;
    const data = new Uint8Array(send.length).fill(send.value);
    const sent = attempt(end, (socket) => socket.send(data), (code) => this.#mayThrow(end, code, "isSend"), this.report);
    if (sent !== undefined) send.sent = sent === true ? send.length : Number(sent);
  }

  receiveLater(end) {
    const { random } = this;
    const { flow } = end.peer;
    const place = flow.reserve();
    const options = this.calls.options();
    const call = { name: "receiveAsync", end, moves: end.moves, isReceive: true };
    const most = 1 + random.below(random.oneIn(5) ? 1000000 : 3000);
    const room = new Uint8Array(most);
    const [make, bytesOf] = random.pick([
      [() => end.socket.receiveAsync(most, ...options), (data) => data],
      [() => options.length > 0 ? end.socket.receiveAsync(...options) : end.socket.receiveAsync(), (data) => data],
      [() => end.socket.receiveIntoAsync(room, undefined, undefined, ...options), (count) => room.subarray(0, count)],
      [() => end.socket.receiveMessageAsync({ size: most }, ...options), ({ data }) => data],
    ]);
    this.calls.begin(call, options, make, (result) => flow.put(place, bytesOf(result)));
  }

  receiveNow(end) {
    const place = end.peer.flow.reserve();
    const most = 1 + this.random.below(3000);
    const data = attempt(end, (socket) => socket.receive(most), (code) => this.#mayThrow(end, code, "isReceive"), this.report);
    if (data !== undefined && data !== false) end.peer.flow.put(place, data);
  }

  /** EBUSY is right where something is pending in that direction. */
  #mayThrow(end, code, direction) {
    if (code === "EBUSY") return this.calls.isPending((call) => call.end === end && call[direction] === true);
    return end.mayFail(code, { moves: end.moves });
  }

  /** Waits that change nothing. */
  look(end) {
    const { random, calls } = this;
    const options = calls.options();
    const [name, make] = random.pick([
      ["readable", () => end.socket.readable(...options)],
      ["writable", () => end.socket.writable(...options)],
      ["selectAsync", () => Socket.selectAsync([end.socket], [end.peer.socket], null, random.pick([null, 0, 5]), ...options)],
    ]);
    // Of select either one may be closed, or get another Socket.
    const both = { mayFail: (code, call) => code === "EBADF" ? this.ends.some(({ isClosed }) => isClosed)
      : code === "ECANCELED" && this.ends.some(({ isClosed, moves }) => isClosed || moves !== call.moves) };
    const isSelect = name === "selectAsync";
    const moves = isSelect ? Math.min(...this.ends.map((one) => one.moves)) : end.moves;
    // What waits to be able to receive or send stands in the order of those that do.
    const call = { name, end: isSelect ? both : end, moves, isReceive: name === "readable", isSend: name === "writable" };
    if (isSelect) call.moves = -1;
    calls.begin(call, options, make);
    if (!random.oneIn(3) || this.isPollerClosed) return;
    const polling = calls.options();
    calls.begin({ name: "waitAsync", end: this.pollerEnd }, polling, () => this.poller.waitAsync(random.pick([null, 0, 5]), 4, ...polling));
  }

  abort() { this.calls.abort(); }

  move(end) {
    if (!end.isClosed) end.move();
  }

  shut(end) {
    if (end.isClosed) return;
    end.isShut = true;
    const mayThrow = (code) => code === "ENOTCONN" || end.mayFail(code, { moves: end.moves }); // both directions have ended before
    attempt(end, (socket) => socket.shutdown("write"), mayThrow, this.report);
  }

  close(end) { end.close(); }

  /** Has all arrive that can, and ends. */
  async finish() {
    const isWhole = !this.ends.some(({ isClosed }) => isClosed);
    const open = this.ends.filter(({ isClosed }) => !isClosed);
    const drained = open.map((end) => this.#drain(end));
    await Promise.all(open.map((end) => this.#finishSending(end)));
    await Promise.all(drained);
    for (const end of this.ends) end.close();
    this.isPollerClosed = true;
    this.poller.close();
    await this.calls.settled();
    for (const { flow } of this.ends) {
      const problem = flow.problem(isWhole);
      if (problem !== undefined) this.report(problem);
    }
  }

  async #finishSending(end) {
    while (this.calls.isPending((call) => call.end === end && call.isSend)) await turn(this.random);
    this.shut(end);
  }

  /** Receives up to the end of the stream. */
  async #drain(end) {
    const { flow } = end.peer;
    try {
      if (this.random.oneIn(3)) {
        for await (const data of end.socket) flow.put(flow.reserve(), data);
        return;
      }
      for (;;) {
        const place = flow.reserve();
        const data = await end.socket.receiveAsync();
        flow.put(place, data);
        if (data.length === 0) return;
      }
    } catch (error) {
      if (!end.mayFail(error.code, { moves: end.moves })) this.report(`receiving to the end was rejected with ${error.code ?? error}`);
    }
  }
}

module.exports = { Connection };
