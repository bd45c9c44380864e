// A web server for the files of a directory: many clients at once on one thread, with a Poller; the system sends the files by itself.
//
//   node examples/node/file-server.js DIRECTORY [PORT=8080]
//
// Port 0 takes a free one; the first line says which. Runs until it is stopped (Ctrl+C). Answers GET and HEAD, also for a part (Range), and
// keeps connections open. Nothing outside of the directory is sent, whatever the path says and wherever links lead.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { Poller, Socket, SocketError } = require("teasocket");

const HEAD_LIMIT = 16 * 1024; // bytes of request line and header fields
const PIECE = 1024 * 1024; // bytes that one client is sent before the others have their turn

const reasons = {
  200: "OK", 206: "Partial Content", 301: "Moved Permanently", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
  416: "Range Not Satisfiable", 431: "Request Header Fields Too Large", 501: "Not Implemented",
};

const types = {
  ".css": "text/css; charset=utf-8", ".gif": "image/gif", ".html": "text/html; charset=utf-8", ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".mjs": "text/javascript; charset=utf-8", ".pdf": "application/pdf",
  ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm", ".webp": "image/webp",
};

/** An answer: what stands in front, and perhaps a file of which a part follows. */
function answer(status, fields, { file, offset = 0, count = 0, body = "", closes = false } = {}) {
  const length = file === undefined ? Buffer.byteLength(body) : count;
  const lines = Object.entries({ "Content-Length": length, Connection: closes ? "close" : "keep-alive", ...fields });
  const head = [`HTTP/1.1 ${status} ${reasons[status]}`, ...lines.map(([name, value]) => `${name}: ${value}`), "", ""].join("\r\n");
  return { head: Buffer.from(head + body), file, offset, count, closes };
}

const failure = (status, closes, fields = {}) =>
  answer(status, { "Content-Type": "text/plain; charset=utf-8", ...fields }, { body: `${reasons[status]}\n`, closes });

/**
 * Opens what a request's path names.
 * @returns {?{file: number, size: number, name: string}|string} null for nothing that may be sent, a string for where else to ask
 */
function open(root, target) {
  const [encoded] = target.split("?", 1);
  const decoded = decodeURIComponent(encoded); // throws for what is no encoding
  if (!decoded.startsWith("/") || decoded.includes("\0")) return null;
  let name = path.join(root, decoded); // ".." goes up to the root at most, as "/" stands in front
  try {
    if (fs.statSync(name).isDirectory()) {
      if (!encoded.endsWith("/")) return `${encoded.replace(/^\/+/, "/")}/`;
      name = path.join(name, "index.html");
    }
    // Where links lead to is looked at before; no link is followed when it is opened, should one have been put there meanwhile.
    const real = fs.realpathSync(name);
    if (!real.startsWith(root === "/" ? root : root + path.sep)) return null;
    const file = fs.openSync(real, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK);
    const found = fs.fstatSync(file);
    if (found.isFile()) return { file, size: found.size, name: real };
    fs.closeSync(file);
  } catch (error) {
    if (error.code === undefined) throw error;
  }
  return null; // missing, not ours to read, a pipe: a stranger need not know which
}

/** The part of a file that is asked for: [first, count]; null for all of it, [] for none that there is. See RFC 9110, section 14. */
function partOf(range, size) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (first === undefined || (first === "" && last === "")) return null; // several parts, or something unknown: all may be sent instead
  const from = first === "" ? Math.max(size - Number(last), 0) : Number(first);
  const to = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return null;
  return from > to ? [] : [from, to - from + 1];
}

/** Reads a request's head; null if it is none. */
function parse(text) {
  const [first, ...lines] = text.split("\r\n");
  const [, method, target, minor] = /^([A-Z]+) (\S+) HTTP\/1\.([01])$/.exec(first) ?? [];
  const fields = lines.map((line) => /^([!#$%&'*+\-.^_`|~\w]+):[ \t]*(.*?)[ \t]*$/.exec(line));
  if (method === undefined || fields.includes(null)) return null;
  return { method, target, minor, fields: Object.fromEntries(fields.map(([, name, value]) => [name.toLowerCase(), value])) };
}

function respond(root, text) {
  const request = parse(text);
  if (request === null) return failure(400, true);
  const { method, target, minor, fields } = request;
  const closes = /\bclose\b/i.test(fields.connection ?? "") || minor === "0";
  if (fields["content-length"] > 0 || fields["transfer-encoding"] !== undefined) return failure(501, true); // a body, which would be taken for a request
  if (method !== "GET" && method !== "HEAD") return failure(405, closes, { Allow: "GET, HEAD" });
  let found;
  try {
    found = open(root, target);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return failure(400, closes);
  }
  let result;
  if (found === null) result = failure(404, closes);
  else if (typeof found === "string") result = failure(301, closes, { Location: found });
  else result = sendable(found, fields.range, closes);
  if (method === "GET") return result;
  if (result.file !== undefined) fs.closeSync(result.file);
  const head = result.head.subarray(0, result.head.indexOf("\r\n\r\n") + 4);
  return { ...result, head, file: undefined };
}

function sendable({ file, size, name }, range, closes) {
  const part = partOf(range, size);
  if (part?.length === 0) {
    fs.closeSync(file);
    return failure(416, closes, { "Content-Range": `bytes */${size}` });
  }
  const [offset, count] = part ?? [0, size];
  const fields = { "Content-Type": types[path.extname(name).toLowerCase()] ?? "application/octet-stream", "Accept-Ranges": "bytes" };
  if (part !== null) fields["Content-Range"] = `bytes ${offset}-${offset + count - 1}/${size}`;
  return answer(part === null ? 200 : 206, fields, { file, offset, count, closes });
}

/** A client: it is read from until a request is whole, and then written to until it has its answer. */
class Client {
  received = Buffer.alloc(0);
  answer = null;

  constructor(root, socket) {
    this.root = root;
    this.socket = socket.setBlocking(false);
  }

  getSocket() { return this.socket; }

  /** Goes on. @returns {"r"|"w"|null} what to wait for, null when it is done */
  go() {
    if (this.answer === null) {
      const part = this.socket.receive();
      if (part === false) return "r";
      if (part.length === 0) return null;
      this.received = Buffer.concat([this.received, part]);
    }
    for (;;) {
      if (this.answer === null && !this.take()) return "r";
      if (!this.write()) return "w";
      const { closes } = this.answer;
      this.finish();
      if (closes) {
        this.socket.shutdown("write");
        return null;
      }
    }
  }

  /** Takes the next request from what was received, if it is whole. */
  take() {
    const end = this.received.indexOf("\r\n\r\n");
    if (end < 0 && this.received.length <= HEAD_LIMIT) return false;
    this.answer = end < 0 || end > HEAD_LIMIT ? failure(431, true) : respond(this.root, this.received.toString("latin1", 0, end));
    this.received = this.received.subarray(end < 0 ? this.received.length : end + 4);
    return true;
  }

  /** @returns {boolean} whether the answer has gone; others have their turn when it is long */
  write() {
    const { answer, socket } = this;
    while (answer.head.length > 0) {
      const sent = socket.send(answer.head);
      if (sent === false) return false;
      answer.head = answer.head.subarray(sent === true ? answer.head.length : sent);
    }
    if (answer.file === undefined || answer.count === 0) return true;
    const sent = socket.sendFile(answer.file, answer.offset, Math.min(answer.count, PIECE));
    if (sent === false) return false;
    if (sent === 0) throw new Error("the file has become shorter"); // what was announced cannot be kept: the client has to know
    answer.offset += sent;
    answer.count -= sent;
    return answer.count === 0;
  }

  finish() {
    if (this.answer?.file !== undefined) fs.closeSync(this.answer.file);
    this.answer = null;
  }

  close() {
    this.finish();
    this.socket.close();
  }
}

function serve(root, listener) {
  const poller = new Poller().add(listener, "r");
  for (;;) {
    for (const { socket } of poller.wait()) {
      if (socket === listener) {
        const accepted = listener.accept();
        if (accepted !== false) poller.add(new Client(root, accepted), "r");
        continue;
      }
      let next = null;
      try {
        next = socket.go();
      } catch (error) {
        console.error(`file-server: ${error.message}`); // of one client: the others are served on
      }
      if (next === null) socket.close();
      else poller.modify(socket, next);
    }
  }
}

const [directory = "", port = "8080", ...rest] = process.argv.slice(2);
const isDirectory = directory !== "" && fs.statSync(directory, { throwIfNoEntry: false })?.isDirectory();
if (rest.length > 0 || !isDirectory || !/^\d{1,5}$/.test(port) || Number(port) > 65535) {
  console.error("usage: node file-server.js DIRECTORY [PORT=8080]");
  process.exit(2);
}

try {
  const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).setOption(Socket.SO_REUSEADDR, true).bind("127.0.0.1", port).listen();
  console.log(`listening on http://${listener.getSockName().join(":")}/`);
  serve(fs.realpathSync(directory), listener.setBlocking(false));
} catch (error) {
  if (!(error instanceof SocketError)) throw error;
  console.error(`file-server: ${error.message}`);
  process.exit(1);
}
