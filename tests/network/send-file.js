"use strict";

// Sends files in the way that its argument names, and prints what has come of it as JSON.

const { Socket } = require("socket");

const [what] = typeof system === "object" ? system.args.slice(1) : process.argv.slice(2);

/** Two connected sockets. */
function pair() {
  const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
  const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
  client.connect(server.getSockName());
  return [client, server.accept()];
}

/** What a call returns, or the code of its error. */
function outcome(call) {
  try {
    return call();
  } catch (error) {
    return error.code;
  }
}

const PARTS = {
  /** Descriptors that the shell has opened: 7 a file for reading, 8 one for writing, 9 a pipe. */
  descriptors() {
    const [a, b] = pair();
    const results = [
      () => a.sendFile(7, 10, 3), () => a.sendFile(7, undefined, 4), () => a.sendFile(7, 0, 1), () => a.sendFile(7, null, 2), () => a.sendFile(7),
      () => a.sendFile(7), () => a.sendFile(8), () => a.sendFile(9), () => a.sendFile(9, 0, 1),
    ].map(outcome);
    a.close();
    let text = "";
    for (let part; (part = b.receive()).length > 0;) text += part.toString("utf8");
    return [...results, text];
  },

  /** Peers that have vanished before, and while the file was sent. */
  vanished() {
    const before = [];
    const [a, b] = pair();
    b.close();
    for (let i = 0; i < 5; i += 1) before.push(outcome(() => a.sendFile("file")));
    const [c, d] = pair();
    c.setBlocking(false);
    while (c.sendFile("file") !== false); // no room is left
    d.close();
    const during = [outcome(() => c.setBlocking(true).sendFile("file")), outcome(() => c.sendFile("file"))];
    const isGone = (code) => code === "EPIPE" || code === "ECONNRESET";
    return [before.slice(1).every(isGone), during.every(isGone), "alive"];
  },

  /** Waits for ever. */
  waits() {
    const [a, b] = pair();
    console.log("waits");
    for (;;) a.sendFile("file");
  },
};

console.log(JSON.stringify(PARTS[what]()));
