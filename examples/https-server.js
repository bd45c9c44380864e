// A small web server over HTTPS: many clients at once on one thread, with select and TLS on non-blocking sockets.
//
//   openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost \
//     -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem
//   tea examples/https-server.js cert.pem key.pem [PORT=8443]
//   curl --cacert cert.pem https://localhost:8443/
//
// Port 0 takes a free one; the first line says which. Runs until it is stopped (Ctrl+C).
// Each connection carries one request (Connection: close), and is a list of steps. Each is tried until it does not return false, which says
// that the socket has to be waited for, and `awaits` for what.
"use strict";

const { Socket, SocketError } = require("socket");
const { TLS } = require("tls");

const headLimit = 16 * 1024; // characters of request line and header fields
const connectionLimit = 200; // further clients wait in the listen queue
const patience = 10000; // milliseconds that a connection may take altogether

const page = "<!DOCTYPE html>\n<title>tea</title>\n<h1>Hello from tea, in secret</h1>\n";

function response(status, body, type = "text/plain") {
  return `HTTP/1.1 ${status}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n`;
}

/** The answer to a request's head. */
function answer(head) {
  const request = /^(GET|HEAD) (\S+) HTTP\/1\.[01]\r\n/.exec(head);
  if (request === null) return response("400 Bad Request", "Bad Request\n") + "Bad Request\n";
  const [, method, target] = request;
  const [status, body, type] = target.split("?")[0] === "/" ? ["200 OK", page, "text/html"] : ["404 Not Found", "Not Found\n", "text/plain"];
  return response(status, body, type) + (method === "HEAD" ? "" : body);
}

/** A TLS object, so that select knows of bytes that it has decrypted already. */
class Connection extends TLS {
  constructor(socket, { certificate, key }) {
    super(socket.setBlocking(false));
    this.useCertificate(certificate).usePrivateKey(key);
    this.head = "";
    this.deadline = Date.now() + patience;
    this.steps = [() => this.accept(), () => this.readHead(), () => this.send(this.answer), () => this.finish(), () => this.drain()];
  }

  get isOver() { return this.steps.length === 0; }

  /** Goes on as far as the socket lets it. A broken connection ends, the server goes on. */
  proceed() {
    try {
      while (!this.isOver && this.steps[0]() !== false) this.steps.shift();
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      this.steps.length = 0;
    }
    if (this.isOver) this.getSocket().close();
  }

  readHead() {
    while (!this.head.includes("\r\n\r\n") && this.head.length <= headLimit) {
      const part = this.receive();
      if (part === false) return false;
      if (part.length === 0) break;
      this.head += part.toString("latin1");
    }
    this.answer = answer(this.head);
    return true;
  }

  finish() {
    if (this.close() === false) return false;
    this.getSocket().shutdown("write");
    return true;
  }

  /** Throws away what the client still sends: closing a socket with unread data could take the answer from it. */
  drain() {
    const part = this.receive();
    return part !== false && part.length === 0;
  }
}

function listen(port) {
  const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_TCP);
  listener.setOption(Socket.SO_REUSEADDR, true); // else the port stays taken for a while after a restart
  return listener.bind("127.0.0.1", port).listen().setBlocking(false);
}

function accept(listener, identity) {
  try {
    const socket = listener.accept(); // false when the client has given up meanwhile
    return socket ? [new Connection(socket, identity)] : [];
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    system.stderr.writeLine(error.message);
    return [];
  }
}

function serve(listener, identity) {
  let connections = [];
  for (;;) {
    const readable = connections.filter(({ awaits }) => awaits !== "w");
    const writable = connections.filter(({ awaits }) => awaits === "w");
    if (connections.length < connectionLimit) readable.push(listener);
    const timeout = Math.min(...connections.map(({ deadline }) => deadline)) - Date.now();
    Socket.select(readable, writable, null, Math.max(0, timeout)); // Infinity without connections

    // What is not ready has been deleted from the arrays, and forEach passes over holes.
    readable.forEach((item) => {
      const ready = item === listener ? accept(listener, identity) : [item];
      if (item === listener) connections.push(...ready);
      for (const connection of ready) connection.proceed();
    });
    writable.forEach((connection) => connection.proceed());

    const now = Date.now();
    for (const connection of connections) {
      if (!connection.isOver && connection.deadline <= now) connection.getSocket().close();
    }
    connections = connections.filter(({ isOver, deadline }) => !isOver && deadline > now);
  }
}

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;

const [, certificate, key, port = "8443"] = system.args;
if (system.args.length < 3 || system.args.length > 4 || !isPort(port)) {
  system.stderr.writeLine("usage: tea https-server.js CERTIFICATE KEY [PORT=8443]");
  exit(2);
}

let listener;
try {
  const [unused] = Socket.pair();
  new TLS(unused).useCertificate(certificate).usePrivateKey(key); // or each client would find out that they are wrong
  unused.close();
  listener = listen(port);
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  system.stderr.writeLine(`https-server: ${error.message}`);
  exit(1);
}
system.stdout.writeLine(`listening on https://${listener.getSockName().join(":")}/`);
system.stdout.flush();
serve(listener, { certificate, key });
