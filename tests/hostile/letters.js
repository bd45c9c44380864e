"use strict";

// Schedules of calls on sockets of datagrams: several send to one. What was sent arrives once, whole, and in its sender's order; what was not,
// never.

const { Socket } = require("socket");
const { Calls, End, attempt, turn } = require("./promised.js");
const { uniqueName } = require("./pool.js");

const { PF_INET, PF_UNIX, SOCK_DGRAM, SOCK_SEQPACKET } = Socket;
const HEAD = 5; // a sender's number, and the letter's
const MOST_ON_THEIR_WAY = 60; // what the system keeps for sure, where it drops what it has no room for
const MOMENT = 5; // milliseconds
const PATIENCE = 4000; // moments, after which what has not arrived is lost

const SENT = 1;
const NOT_SENT = 0;
const UNKNOWN = 2;

/** [sockets that send, the socket that receives, what stands behind the data] of each kind. */
const kinds = {
  udp() {
    const receiver = new Socket(PF_INET, SOCK_DGRAM).bind("127.0.0.1");
    const address = receiver.getSockName();
    const senders = [1, 2, 3].map(() => new Socket(PF_INET, SOCK_DGRAM));
    senders[0].connect(...address);
    return [senders, receiver, (i) => i === 0 ? [] : address];
  },

  // Each to a queue that the others fill, too, of which nobody tells when it is not full any more.
  unix() {
    const receiver = new Socket(PF_UNIX, SOCK_DGRAM).bind(uniqueName());
    const address = receiver.getSockName();
    const senders = [1, 2, 3].map(() => new Socket(PF_UNIX, SOCK_DGRAM));
    senders[0].connect(...address);
    return [senders, receiver, (i) => i === 0 ? [] : address];
  },

  pair() {
    const [sender, receiver] = Socket.pair(PF_UNIX, SOCK_DGRAM);
    return [[sender], receiver, () => []];
  },

  seqpacket() {
    const [sender, receiver] = Socket.pair(PF_UNIX, SOCK_SEQPACKET);
    return [[sender], receiver, () => []];
  },
};

class Letters {
  constructor(random, report) {
    this.random = random;
    this.kind = random.pick(Object.keys(kinds));
    this.report = (problem) => report(`${this.kind}: ${problem}`);
    this.calls = new Calls(random, this.report);
    const [senders, receiver, addressOf] = kinds[this.kind]();
    this.receiver = new End(receiver);
    this.senders = senders.map((socket, i) => {
      const end = new End(socket);
      end.peer = this.receiver;
      end.number = i;
      end.address = addressOf(i);
      end.letters = []; // what is known of each: SENT, NOT_SENT, UNKNOWN
      end.arrived = [];
      return end;
    });
    this.places = []; // what calls have received, in their order
  }

  step() {
    const { random } = this;
    const end = random.pick(this.senders);
    if (this.kind === "udp" && this.#countOnTheirWay() > MOST_ON_THEIR_WAY) return this.receiveNow();
    this[random.weighted([
      [6, "sendLater"], [4, "sendManyLater"], [4, "sendNow"], [8, "receiveLater"], [5, "receiveNow"], [3, "abort"], [0.6, "move"], [0.1, "close"],
    ])](end);
  }

  #countOnTheirWay() {
    let count = 0;
    for (const { letters } of this.senders) for (const state of letters) if (state !== NOT_SENT) count += 1;
    for (const letters of this.places) count -= letters?.length ?? 0;
    return count;
  }

  /** A letter of some length that tells whose it is. */
  write(end) {
    const letter = new Uint8Array(HEAD + this.random.below(200)).fill(end.letters.length);
    const number = end.letters.length;
    letter.set([end.number, number & 255, number >> 8 & 255, number >> 16, letter.length]);
    end.letters.push(UNKNOWN);
    return letter;
  }

  sendLater(end) {
    const number = end.letters.length;
    const letter = this.write(end);
    const options = this.calls.options();
    const [address, port] = end.address;
    const make = this.random.oneIn(4) ? () => end.socket.sendMessageAsync({ data: letter, address, port }, ...options)
      : options.length > 0 ? () => end.socket.sendAsync(letter, address, port, ...options) : () => end.socket.sendAsync(letter, ...end.address);
    const call = { name: "sendAsync", end, moves: end.moves, isSend: true };
    this.calls.begin(call, options, make, () => { end.letters[number] = SENT; }, () => { end.letters[number] = NOT_SENT; });
  }

  sendManyLater(end) {
    const first = end.letters.length;
    const count = 1 + this.random.below(20);
    const letters = Array.from({ length: count }, () => this.write(end));
    const mark = (sent) => { for (let i = 0; i < count; i += 1) end.letters[first + i] = i < sent ? SENT : NOT_SENT; };
    const options = this.calls.options();
    const messages = end.address.length === 0 ? letters : letters.map((letter) => [letter, ...end.address]);
    const call = { name: "sendManyAsync", end, moves: end.moves, isSend: true };
    this.calls.begin(call, options, () => end.socket.sendManyAsync(messages, ...options), (sent) => {
      if (sent !== count) this.report(`sendManyAsync resolved to ${sent} of ${count}`);
      mark(sent);
    }, (error) => {
      if (error.errno !== undefined) mark(error.messagesSent ?? 0);
    });
  }

  sendNow(end) {
    const number = end.letters.length;
    const letter = this.write(end);
    const sent = attempt(end, (socket) => socket.send(letter, ...end.address), (code) => this.#mayThrow(end, code, "isSend"), this.report);
    end.letters[number] = sent === true ? SENT : NOT_SENT;
  }

  receiveLater() {
    const { random, receiver: end } = this;
    const place = this.places.push(undefined) - 1;
    const options = this.calls.options();
    const room = new Uint8Array(1000);
    const [name, make, lettersOf] = random.pick([
      ["receiveAsync", () => end.socket.receiveAsync(1000, ...options), (data) => [data]],
      ["receiveAsync", () => options.length > 0 ? end.socket.receiveAsync(...options) : end.socket.receiveAsync(), (data) => [data]],
      ["receiveFromAsync", () => end.socket.receiveFromAsync(1000, ...options), ({ data }) => [data]],
      ["receiveIntoAsync", () => end.socket.receiveIntoAsync(room, 0, undefined, ...options), (count) => [room.subarray(0, count)]],
      ["receiveManyAsync", () => end.socket.receiveManyAsync(1 + random.below(20), 1000, undefined, ...options), (all) => all],
      ["receiveMessageAsync", () => end.socket.receiveMessageAsync({ size: 1000 }, ...options), ({ data }) => [data]],
    ]);
    const call = { name, end, moves: end.moves, isReceive: true };
    this.calls.begin(call, options, make, (result) => { this.places[place] = lettersOf(result); });
  }

  receiveNow() {
    const end = this.receiver;
    const place = this.places.push(undefined) - 1;
    const data = attempt(end, (socket) => socket.receive(), (code) => this.#mayThrow(end, code, "isReceive"), this.report);
    if (data !== undefined && data !== false) this.places[place] = [data];
    return data;
  }

  #mayThrow(end, code, direction) {
    if (code === "EBUSY") return this.calls.isPending((call) => call.end === end && call[direction] === true);
    return end.mayFail(code, { moves: end.moves });
  }

  abort() { this.calls.abort(); }

  move(end) {
    const one = this.random.oneIn(2) ? end : this.receiver;
    if (!one.isClosed) one.move();
  }

  /** A sender: what it has sent still arrives. */
  close(end) { end.close(); }

  async finish() {
    // Those that are pending wait for one another: receivers for what is sent, senders for room.
    const isSending = () => this.calls.isPending((call) => call.isSend === true);
    let moments = 0;
    while ((isSending() || this.#countMissing() > 0) && moments < PATIENCE) {
      const place = this.places.push(undefined) - 1;
      try {
        const data = await this.receiver.socket.receiveAsync({ timeout: MOMENT });
        this.places[place] = [data];
        if (data.length === 0) break; // the end: what waits to be sent is rejected
      } catch (error) {
        if (error.code !== "ETIMEDOUT") this.report(`receiving the rest was rejected with ${error.code ?? error}`);
        moments += 1;
      }
    }
    if (this.#countMissing() > 0) this.report(`${this.#countMissing()} letters are missing at the end`);
    await turn(this.random);
    const isReceiving = this.calls.isPending((call) => call.isReceive === true);
    while (!isReceiving && this.receiveNow()?.length > 0); // what was not known to be sent
    this.receiver.close();
    for (const end of this.senders) end.close();
    await this.calls.settled();
    this.#read();
    for (const end of this.senders) this.#compare(end);
  }

  /** How many were sent for sure and have not arrived yet. */
  #countMissing() {
    this.#read();
    let count = 0;
    for (const { letters, arrived } of this.senders) {
      const there = new Set(arrived);
      letters.forEach((state, number) => { if (state === SENT && !there.has(number)) count += 1; });
    }
    return count;
  }

  /** Sorts what has arrived by its senders. */
  #read() {
    for (const end of this.senders) end.arrived = [];
    for (const letters of this.places) {
      for (const letter of letters ?? []) {
        if (letter.length === 0 && this.kind === "seqpacket") continue; // its end
        const number = letter[1] | letter[2] << 8 | letter[3] << 16;
        const isWhole = letter[4] === letter.length && letter.subarray(HEAD).every((byte) => byte === (number & 255));
        if (isWhole && letter[0] < this.senders.length) this.senders[letter[0]].arrived.push(number);
        else this.report("a letter has arrived that nobody has written");
      }
    }
  }

  #compare({ letters, arrived }) {
    for (let i = 1; i < arrived.length; i += 1) if (arrived[i] <= arrived[i - 1]) this.report("letters have arrived twice or out of order");
    const there = new Set(arrived);
    letters.forEach((state, number) => {
      if (state === SENT && !there.has(number)) this.report("a letter was lost");
      if (state === NOT_SENT && there.has(number)) this.report("a letter has arrived that was not sent");
    });
  }
}

module.exports = { Letters };
