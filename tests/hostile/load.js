"use strict";

// Much at once and much in all, and what it costs: `load.js CASE [count]`. The test that runs it looks at the process when a line says so.

const { Socket } = require("socket");
const { argumentsGiven, print, collect } = require("./host.js");
const { uniqueName } = require("./pool.js");

const [name, given] = argumentsGiven;

/** Not a measure: how long the program does nothing, while the test counts what it uses of the processor. */
const second = () => new Promise((resolve) => setTimeout(resolve, 1000));

const cases = {
  /** So many clients wait at once; each is answered once. In between nobody says anything for a second. */
  async connections() {
    const count = Number(given);
    const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
    print(`listening on 127.0.0.1:${server.getSockName()[1]}`);
    const clients = [];
    for await (const client of server) {
      clients.push(client);
      if (clients.length === count) break;
    }
    let answered = 0;
    const all = clients.map(async (client) => {
      const data = await client.receiveAsync();
      answered += 1;
      await client.sendAsync(data);
      return client.receiveAsync();
    });
    await second(); // what was compiled and collected meanwhile is no part of it
    print("idle from here");
    await second();
    print(`idle to here, ${answered} answered`);
    const ends = await Promise.all(all);
    print(`${answered} answered, ${ends.filter(({ length }) => length === 0).length} ended`);
  },

  /** Promises of each kind, a million of them, in the same memory. */
  async promises() {
    const rounds = Number(given) / 1000;
    const { signal } = new AbortController(); // lives as long as the program
    const pairs = Array.from({ length: 25 }, () => Socket.pair());
    const room = new Uint8Array(64);
    for (let round = 1; round <= rounds; round += 1) {
      for (const [one, other] of pairs) {
        // At once, and waiting; with everything that a call can be given.
        for (let i = 0; i < 4; i += 1) {
          await one.sendAsync("x");
          await other.receiveAsync();
          await one.sendAsync("x", { signal, timeout: 60000 });
          await other.receiveIntoAsync(room, { signal });
        }
        const waiting = Array.from({ length: 12 }, (_, i) => other.receiveAsync(1, i % 3 === 0 ? { signal, timeout: 60000 } : i % 3 === 1 ? { signal } : {}));
        await one.sendAsync("x".repeat(11));
        await other.receiveAsync({ timeout: 0 }).catch(() => {});
        other.getSockName();
        one.send("x");
        await Promise.all(waiting);
        const controller = new AbortController();
        const aborted = other.receiveAsync({ signal: controller.signal });
        controller.abort();
        await aborted.catch(() => {});
      }
      await new Promise((resolve) => setImmediate(resolve));
      if (round === rounds / 10 || round === rounds) {
        collect();
        print(`${round * 1000} promises`);
        await second();
      }
    }
  },

  /** Sockets that always have something for one another leave their turn to timers, and to sockets that have to wait. */
  async turns() {
    const [[one, other], [rare, waiting]] = [Socket.pair(), Socket.pair()];
    let turns = 0;
    let calls = 0;
    const exchange = async () => {
      for (; turns < 100; calls += 2) {
        await one.sendAsync("x");
        await other.receiveAsync();
      }
    };
    const exchanging = exchange();
    for (; turns < 100; turns += 1) {
      const received = waiting.receiveAsync();
      await new Promise((resolve) => setTimeout(resolve, 0));
      rare.send("y");
      await received;
    }
    await exchanging;
    print(calls < 100 * 100000 ? "all had turns" : `${calls} calls in ${turns} turns`); // a turn's share is about a thousand
  },

  /** A datagram for a queue that stays full, which the system says can be sent all the time. */
  async full() {
    const kind = given === "netlink" ? [Socket.PF_NETLINK, Socket.SOCK_RAW, Socket.NETLINK_USERSOCK] : [Socket.PF_UNIX, Socket.SOCK_DGRAM];
    const receiver = new Socket(...kind).bind(given === "netlink" ? 0 : uniqueName());
    const address = receiver.getSockName();
    const sender = new Socket(...kind).setBlocking(false);
    while (sender.send("x", ...address));
    const sending = [sender.sendAsync("last", ...address), sender.sendManyAsync([["one", ...address], ["two", ...address]])];
    sending.push(sender.sendMessageAsync({ data: "three", address: address[0], port: address[1] }));
    await second();
    print("idle from here");
    await second();
    print("idle to here");
    const texts = [];
    while (texts.at(-1) !== "three") texts.push((await receiver.receiveAsync()).toString());
    await Promise.all(sending);
    print(texts.slice(-4).join(" "));
  },
};

cases[name]();
