// Gets a page over HTTPS and prints it: one blocking socket, with TLS on it.
//
//   tea examples/https-client.js https://HOST[:PORT]/PATH
//   SSL_CERT_FILE=ca.pem tea examples/https-client.js https://localhost:8443/
//
// A handshake succeeds whatever the server's certificate says: a client has to ask verifyCertificate().
// Whom it trusts are the system's authorities, or those of the file that SSL_CERT_FILE names.
"use strict";

const { Socket, SocketError } = require("socket");
const { TLS } = require("tls");
const { Buffer } = require("binary");

const patience = 30; // seconds without an answer

// What OpenSSL's numbers mean, of those that are seen most.
const verdicts = {
  9: "it is not valid yet",
  10: "it has expired",
  18: "it is self-signed",
  19: "nobody here trusts the authority at its end",
  20: "its issuer is unknown",
  62: "it is for another name",
};

/** What goes wrong with the answer, not with the connection. */
class ProtocolError extends Error {}

/** The family and address of a host: IPv4 where it has one, otherwise IPv6. */
function resolve(host) {
  try {
    return [Socket.PF_INET, Socket.getAddrInfo(host, Socket.PF_INET)];
  } catch (error) {
    if (error.code !== "ENOTFOUND") throw error;
    return [Socket.PF_INET6, Socket.getAddrInfo(host, Socket.PF_INET6)];
  }
}

function connect(host, port) {
  const [family, address] = resolve(host);
  const socket = new Socket(family, Socket.SOCK_STREAM, Socket.IPPROTO_TCP);
  socket.setOption("SO_RCVTIMEO", patience * 1000).setOption("SO_SNDTIMEO", patience * 1000);
  socket.connect(address, port);
  const tls = new TLS(socket).connect(host);
  const verdict = tls.verifyCertificate();
  if (verdict !== 0) {
    throw new ProtocolError(`the certificate of ${host} is not to be trusted: ${verdicts[verdict] ?? "see verify(1)"} (${verdict})`);
  }
  return tls;
}

/** Reads until the head of the answer is whole; returns it, and what has come of the body. */
function readHead(tls) {
  let bytes = Buffer.alloc(0);
  for (;;) {
    const part = tls.receive();
    if (part.length === 0) throw new ProtocolError("the answer ends before its body");
    bytes = Buffer.concat([bytes, part]);
    const end = bytes.indexOf("\r\n\r\n");
    if (end !== -1) return [bytes.range(0, end).toString("latin1"), bytes.range(end + 4)];
    if (bytes.length > 65536) throw new ProtocolError("the answer's head does not end");
  }
}

/**
 * Prints the body as it comes. Without a length it ends with the server's goodbye: if the connection ends without one, receive() throws,
 * because anybody could have cut it.
 */
function printBody(tls, length, first) {
  let left = length - first.length;
  system.stdout.write(first);
  while (left > 0) {
    const part = tls.receive();
    if (part.length === 0) {
      if (left === Infinity) return;
      throw new ProtocolError(`the body ends ${left} bytes too early`);
    }
    system.stdout.write(part);
    left -= part.length;
  }
}

function get({ host, port, path }) {
  const tls = connect(host, port);
  // HTTP/1.0, so that the body comes in one piece.
  tls.send(`GET ${path} HTTP/1.0\r\nHost: ${host}${port === "443" ? "" : `:${port}`}\r\nUser-Agent: tea\r\n\r\n`);
  const [head, body] = readHead(tls);
  const length = /^content-length: *(\d+) *$/im.exec(head);
  printBody(tls, length === null ? Infinity : Number(length[1]), body);
  tls.close();
  tls.getSocket().close();
  const [status] = head.split("\r\n");
  if (!/^HTTP\/1\.[01] 200 /.test(status)) throw new ProtocolError(status);
}

/** The parts of an https address; null for what is none. */
function parse(url) {
  const match = /^https:\/\/([\w.-]+)(?::(\d{1,5}))?(\/[^\s#]*)?$/.exec(url);
  if (match === null || Number(match[2] ?? 443) > 65535) return null;
  return { host: match[1], port: match[2] ?? "443", path: match[3] ?? "/" };
}

const target = parse(system.args[1] ?? "");
if (system.args.length !== 2 || target === null) {
  system.stderr.writeLine("usage: tea https-client.js https://HOST[:PORT]/PATH");
  exit(2);
}

try {
  get(target);
} catch (error) {
  if (!(error instanceof SocketError || error instanceof ProtocolError)) throw error;
  system.stderr.writeLine(`https-client: ${error.message}`);
  exit(1);
}
