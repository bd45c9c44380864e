"use strict";

// Schedules of calls on a listener and its clients: whoever has connected is accepted once.

const { Socket } = require("socket");
const { Calls, End, attempt } = require("./promised.js");
const { uniqueName } = require("./pool.js");

const { PF_INET, PF_UNIX, SOCK_STREAM } = Socket;
const MOMENT = 5; // milliseconds
const PATIENCE = 4000; // moments, after which who has not arrived is lost

const kinds = {
  tcp: () => new Socket(PF_INET, SOCK_STREAM).bind("127.0.0.1").listen(128),
  unix: () => new Socket(PF_UNIX, SOCK_STREAM).bind(uniqueName()).listen(2), // soon full, and nobody tells when it is not any more
};

class Arrivals {
  constructor(random, report) {
    this.random = random;
    this.kind = random.pick(Object.keys(kinds));
    this.report = (problem) => report(`${this.kind} listener: ${problem}`);
    this.calls = new Calls(random, this.report);
    this.listener = new End(kinds[this.kind]());
    this.listener.peer = this.listener;
    this.address = this.listener.socket.getSockName();
    this.clients = [];
    this.connected = new Set(); // numbers of clients
    this.arrived = []; // numbers that accepted sockets have received
    this.accepted = [];
  }

  step() {
    this[this.random.weighted([[8, "connect"], [6, "acceptLater"], [3, "acceptNow"], [3, "abort"], [0.6, "move"], [2, "leave"]])]();
  }

  connect() {
    if (this.clients.length > 300) return;
    const number = this.clients.length;
    const client = new End(new Socket(this.listener.socket.family, SOCK_STREAM));
    client.peer = this.listener;
    this.clients.push(client);
    const options = this.calls.options();
    const call = { name: "connectAsync", end: client, moves: 0 };
    this.calls.begin(call, options, () => client.socket.connectAsync(...this.address, ...options), (result) => {
      if (result !== true) this.report(`connectAsync resolved to ${String(result)}`);
      if (client.isClosed) return;
      this.connected.add(number);
      client.socket.send(Uint8Array.of(number & 255, number >> 8));
    }, () => {
      if (client.socket.fd !== -1 && !client.isClosed) this.report("a socket that was not connected is open");
      client.isClosed = true;
    });
  }

  acceptLater() {
    const options = this.calls.options();
    const call = { name: "acceptAsync", end: this.listener, moves: this.listener.moves, isReceive: true };
    this.calls.begin(call, options, () => this.listener.socket.acceptAsync(...options), (socket) => this.#greet(socket));
  }

  acceptNow() {
    const mayThrow = (code) => code === "EBUSY" && this.calls.isPending(({ isReceive }) => isReceive === true);
    const socket = attempt(this.listener, (listener) => listener.accept(), mayThrow, this.report);
    if (socket instanceof Socket) this.#greet(socket);
  }

  /** Learns who it is; one that has given up says nothing. */
  #greet(socket) {
    this.accepted.push(socket);
    const end = { mayFail: (code) => code === "ECONNRESET" };
    this.calls.begin({ name: "receiveAsync", end }, [], () => socket.receiveAsync(), (data) => {
      if (data.length === 2) this.arrived.push(data[0] | data[1] << 8);
      else if (data.length > 0) this.report("a client has sent something else");
    });
  }

  abort() { this.calls.abort(); }

  move() { this.listener.move(); }

  /** A client closes, connected or not. */
  leave() {
    const client = this.random.pick(this.clients);
    client?.close();
  }

  async finish() {
    const missing = () => [...this.connected].filter((number) => !this.arrived.includes(number)).length;
    const isConnecting = () => this.calls.isPending(({ name }) => name === "connectAsync");
    for (let moments = 0; (isConnecting() || missing() > 0) && moments < PATIENCE;) {
      try {
        this.#greet(await this.listener.socket.acceptAsync({ timeout: MOMENT }));
      } catch (error) {
        if (error.code !== "ETIMEDOUT") this.report(`accepting the rest was rejected with ${error.code ?? error}`);
        moments += 1;
      }
    }
    if (missing() > 0) this.report(`${missing()} clients are missing at the end`);
    this.listener.close();
    for (const client of this.clients) client.close();
    await this.calls.settled();
    for (const socket of this.accepted) socket.close();
    if (new Set(this.arrived).size !== this.arrived.length) this.report("a client was accepted twice");
    for (const number of this.arrived) if (!this.connected.has(number)) this.report("a client was accepted that has not connected");
  }
}

module.exports = { Arrivals };
