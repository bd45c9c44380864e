// A TCP echo server: sends back whatever its clients send, to many of them at once.
//
//   tea examples/tcp-server.js [PORT=7000]
//
// Port 0 takes a free one; the first line says which. Runs until it is stopped (Ctrl+C).
// Objects with a getSocket() method can stand in select's arrays themselves: no table from sockets to
// connections is needed.
"use strict";

const { Socket, SocketError } = require("socket");

const connectionLimit = 200; // further clients wait in the listen queue

class Connection {
  constructor(socket) {
    this.socket = socket.setBlocking(false);
    this.unsent = null; // what has been received and not yet sent back
    this.closed = false;
  }

  getSocket() {
    return this.socket;
  }

  read() {
    const data = this.socket.receive();
    if (data === false) return;
    if (data.length === 0) {
      this.close();
    } else {
      this.unsent = data;
      this.write();
    }
  }

  write() {
    const sent = this.socket.send(this.unsent); // true, false, or the number of bytes that were taken
    if (sent === true) {
      this.unsent = null;
    } else if (sent !== false) {
      this.unsent = this.unsent.range(sent);
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

/** Runs one step for a connection; a broken connection ends, the server goes on. */
function attempt(connection, step) {
  if (connection.closed) return;
  try {
    step(connection);
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    system.stderr.writeLine(error.message);
    connection.close();
  }
}

function accept(listener, connections) {
  try {
    const socket = listener.accept(); // false when the client has given up meanwhile
    if (socket) connections.push(new Connection(socket));
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    system.stderr.writeLine(error.message);
  }
}

function serve(listener) {
  let connections = [];
  for (;;) {
    // A client that does not read its echo is not read from either, so a connection holds one piece at most.
    const readable = connections.filter((connection) => !connection.unsent);
    const writable = connections.filter((connection) => connection.unsent);
    const listening = connections.length < connectionLimit ? [listener] : [];
    readable.push(...listening);
    Socket.select(readable, writable, null);

    // What is not ready has been deleted from the arrays, and forEach passes over holes.
    writable.forEach((connection) => attempt(connection, (it) => it.write()));
    readable.forEach((item) => {
      if (item === listener) {
        accept(listener, connections);
      } else {
        attempt(item, (it) => it.read());
      }
    });
    connections = connections.filter((connection) => !connection.closed);
  }
}

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;

const [, port = "7000"] = system.args;
if (system.args.length > 2 || !isPort(port)) {
  system.stderr.writeLine("usage: tea tcp-server.js [PORT=7000]");
  exit(2);
}

let listener;
try {
  listener = listen(port);
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  system.stderr.writeLine(`tcp-server: ${error.message}`);
  exit(1);
}
system.stdout.writeLine(`listening on ${listener.getSockName().join(":")}`);
system.stdout.flush();
serve(listener);
