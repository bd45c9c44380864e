// A small web server: many clients at once on one thread, with select and non-blocking sockets.
//
//   tea examples/http-server.js [PORT=8080]
//
// Port 0 takes a free one; the first line says which. Runs until it is stopped (Ctrl+C).
// Each connection carries one request (Connection: close) and goes through three steps: reading the head,
// writing the answer, and draining: what the client still sends is thrown away until it has finished,
// because closing a socket with unread data resets the connection, and the client could lose the answer.
"use strict";

const { Socket, SocketError } = require("socket");
const { Buffer } = require("binary");

const headLimit = 16 * 1024; // bytes of request line and header fields
const connectionLimit = 200; // further clients wait in the listen queue
const patience = 10000; // milliseconds that a connection may take altogether
const drainTime = 1000; // milliseconds left to it once it has its answer

const page = "<!DOCTYPE html>\n<title>tea</title>\n<h1>Hello from tea</h1>\n";
const reasons = {
  200: "OK",
  400: "Bad Request",
  404: "Not Found",
  405: "Method Not Allowed",
  431: "Request Header Fields Too Large",
};

/** The bytes of a response. A response to HEAD announces its body's length, but has no body. */
function response(status, { body = reasons[status] + "\n", type = "text/plain", allow, withBody = true } = {}) {
  const content = Buffer.from(body, "utf-8");
  const head = [
    `HTTP/1.1 ${status} ${reasons[status]}`,
    `Content-Type: ${type}; charset=utf-8`,
    `Content-Length: ${content.length}`,
    "Connection: close",
  ];
  if (allow) head.push(`Allow: ${allow}`);
  const start = Buffer.from(head.join("\r\n") + "\r\n\r\n", "utf-8");
  return withBody ? Buffer.concat([start, content]) : start;
}

/** The answer to a request's head, given without its last empty line. */
function answer(head) {
  const [requestLine, ...fields] = head.split("\r\n");
  const request = /^([A-Za-z]+) (\S+) HTTP\/1\.([01])$/.exec(requestLine);
  const wellFormed = fields.every((field) => /^[\w!#$%&'*+.^`|~-]+:[^\r\n\0]*$/.test(field));
  if (!request || !wellFormed) return response(400);

  const [, method, target, version] = request;
  const hosts = fields.filter((field) => /^host:/i.test(field)).length;
  if (hosts > 1 || (version === "1" && hosts === 0)) return response(400); // RFC 9112, section 3.2

  const withBody = method !== "HEAD";
  if (method !== "GET" && method !== "HEAD") return response(405, { allow: "GET, HEAD" });
  const path = target.replace(/^http:\/\/[^/?]*/i, "").split("?")[0] || "/";
  if (path !== "/") return response(404, { withBody });
  return response(200, { body: page, type: "text/html", withBody });
}

class Connection {
  constructor(socket) {
    this.socket = socket.setBlocking(false);
    this.head = Buffer.alloc(0);
    this.unsent = null;
    this.draining = false;
    this.closed = false;
    this.deadline = Date.now() + patience;
  }

  getSocket() {
    return this.socket;
  }

  read() {
    const data = this.socket.receive();
    if (data === false) return;
    if (data.length === 0) {
      this.close();
    } else if (!this.draining) {
      this.readHead(data);
    }
  }

  readHead(data) {
    this.head = Buffer.concat([this.head, data]);
    const end = this.head.indexOf("\r\n\r\n");
    if (end > headLimit || (end === -1 && this.head.length > headLimit)) {
      this.respond(response(431));
    } else if (end !== -1) {
      this.respond(answer(this.head.range(0, end).toString("latin1")));
    }
  }

  respond(bytes) {
    this.head = null;
    this.unsent = bytes;
    this.write();
  }

  write() {
    const sent = this.socket.send(this.unsent); // true, false, or the number of bytes that were taken
    if (sent === true) {
      this.unsent = null;
      this.draining = true;
      this.deadline = Date.now() + drainTime;
      this.socket.shutdown("write");
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
    const readable = connections.filter((connection) => !connection.unsent);
    const writable = connections.filter((connection) => connection.unsent);
    if (connections.length < connectionLimit) readable.push(listener);
    const timeout = Math.min(...connections.map((connection) => connection.deadline)) - Date.now();
    Socket.select(readable, writable, null, Math.max(0, timeout)); // Infinity without connections

    // What is not ready has been deleted from the arrays, and forEach passes over holes.
    writable.forEach((connection) => attempt(connection, (it) => it.write()));
    readable.forEach((item) => {
      if (item === listener) {
        accept(listener, connections);
      } else {
        attempt(item, (it) => it.read());
      }
    });

    const now = Date.now();
    for (const connection of connections) {
      if (!connection.closed && connection.deadline <= now) connection.close();
    }
    connections = connections.filter((connection) => !connection.closed);
  }
}

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;

const [, port = "8080"] = system.args;
if (system.args.length > 2 || !isPort(port)) {
  system.stderr.writeLine("usage: tea http-server.js [PORT=8080]");
  exit(2);
}

let listener;
try {
  listener = listen(port);
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  system.stderr.writeLine(`http-server: ${error.message}`);
  exit(1);
}
system.stdout.writeLine(`listening on http://${listener.getSockName().join(":")}/`);
system.stdout.flush();
serve(listener);
