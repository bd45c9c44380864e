// A chat server: a line from one client is sent to all the others.
//
//   tea examples/chat-server.js [PORT=7001]
//   (then, in several terminals: telnet 127.0.0.1 7001)
//
// Port 0 takes a free one; the first line says which. Runs until it is stopped (Ctrl+C).
// A client that does not read must not hold up the others: what it cannot take waits in a queue of its own,
// and the socket is given to select for writing as long as the queue holds anything. A queue has a limit,
// or one sleeping client would fill the memory.
"use strict";

const { Socket, SocketError } = require("socket");
const { Buffer } = require("binary");

const lineLimit = 4096; // bytes
const queueLimit = 1024 * 1024; // bytes
const clientLimit = 200; // further clients wait in the listen queue
const newline = 10;

class Client {
  constructor(socket) {
    this.socket = socket.setBlocking(false);
    this.partial = Buffer.alloc(0); // the beginning of a line whose end has not come yet
    this.queue = []; // whole lines, but the first may be the rest of one
    this.queued = 0; // bytes in the queue
    this.closed = false;
  }

  getSocket() {
    return this.socket;
  }

  /** The whole lines that have come in, each with its newline. Closes when the client has finished. */
  readLines() {
    const data = this.socket.receive();
    if (data === false) return [];
    if (data.length === 0) {
      this.close();
      return [];
    }

    const lines = [];
    let bytes = Buffer.concat([this.partial, data]);
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline)) {
      lines.push(bytes.range(0, end + 1));
      bytes = bytes.range(end + 1);
    }
    this.partial = bytes;
    if (bytes.length > lineLimit) this.close();
    return lines;
  }

  enqueue(line) {
    this.queue.push(line);
    this.queued += line.length;
    if (this.queued > queueLimit) this.close();
  }

  /** Sends as much of the queue as the system takes. */
  flush() {
    while (this.queue.length > 0) {
      const line = this.queue[0];
      const sent = this.socket.send(line); // true, false, or the number of bytes that were taken
      if (sent === false) return;
      if (sent === true) {
        this.queue.shift();
        this.queued -= line.length;
      } else {
        this.queue[0] = line.range(sent);
        this.queued -= sent;
      }
    }
  }

  close() {
    this.closed = true;
    this.socket.close();
  }
}

function listen(port) {
  const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_TCP);
  listener.setOption(Socket.SO_REUSEADDR, true); // else the port stays taken for a while after a restart
  return listener.bind("127.0.0.1", port).listen().setBlocking(false);
}

/** Runs one step for a client; a broken connection ends, the server goes on. */
function attempt(client, step) {
  if (client.closed) return;
  try {
    step(client);
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    client.close();
  }
}

function accept(listener, clients) {
  try {
    const socket = listener.accept(); // false when the client has given up meanwhile
    if (socket) clients.push(new Client(socket));
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    system.stderr.writeLine(error.message);
  }
}

function sendToOthers(line, sender, clients) {
  for (const client of clients) {
    if (client !== sender && !client.closed) client.enqueue(line);
  }
}

function serve(listener) {
  let clients = [];
  for (;;) {
    const readable = [...clients];
    const writable = clients.filter((client) => client.queue.length > 0);
    if (clients.length < clientLimit) readable.push(listener);
    Socket.select(readable, writable, null);

    // What is not ready has been deleted from the arrays, and forEach passes over holes.
    writable.forEach((client) => attempt(client, (it) => it.flush()));
    readable.forEach((item) => {
      if (item === listener) {
        accept(listener, clients);
      } else {
        attempt(item, (it) => it.readLines().forEach((line) => sendToOthers(line, it, clients)));
      }
    });
    clients = clients.filter((client) => !client.closed);
  }
}

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;

const [, port = "7001"] = system.args;
if (system.args.length > 2 || !isPort(port)) {
  system.stderr.writeLine("usage: tea chat-server.js [PORT=7001]");
  exit(2);
}

let listener;
try {
  listener = listen(port);
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  system.stderr.writeLine(`chat-server: ${error.message}`);
  exit(1);
}
system.stdout.writeLine(`listening on ${listener.getSockName().join(":")}`);
system.stdout.flush();
serve(listener);
