// A Redis client whose calls return the reply itself, not a promise of it. As a program:
//
//   node examples/node/redis.js HOST PORT COMMAND [ARGUMENT…]       prints the reply; --stdin as the last argument is
//                                                                   standard input, byte for byte
//   node examples/node/redis.js HOST PORT < FILE                    sends a command for each line, all at once
//
// As a module:
//
//   const redis = new (require("./redis").Redis)("127.0.0.1", 6379);
//   redis.command("GET", "name");                                   a Buffer, or null
//   redis.pipeline([["INCR", "a"], ["INCR", "b"]]);                 [1, 1]
//
// The protocol is RESP 2, https://redis.io/docs/latest/develop/reference/protocol-spec/. As receiving waits, reading a
// reply is a matter of asking for the next line, or for the next so many bytes.
"use strict";

const fs = require("node:fs");
const { Socket, SocketError } = require("teasocket");

const newline = "\r\n";

/** The server's reply to a command that it could not carry out. */
class RedisError extends Error {}

/** The bytes that come from a socket, a line or a number of bytes at a time. */
class Reader {
  #socket;
  #rest = Buffer.alloc(0); // received, but not asked for yet

  constructor(socket) {
    this.#socket = socket;
  }

  line() {
    let end;
    while ((end = this.#rest.indexOf(newline)) < 0) this.#rest = Buffer.concat([this.#rest, this.#receive()]);
    return this.#take(end).toString();
  }

  bytes(length) {
    const parts = [this.#rest]; // joined once, however many they are
    for (let missing = length + newline.length - this.#rest.length; missing > 0; missing -= parts.at(-1).length) {
      parts.push(this.#receive());
    }
    this.#rest = Buffer.concat(parts);
    return this.#take(length);
  }

  #receive() {
    const part = this.#socket.receive();
    if (part.length === 0) throw new RedisError("the server has closed the connection");
    return part;
  }

  /** The first bytes, behind which stands the end of a line. */
  #take(length) {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length + newline.length);
    return taken;
  }
}

class Redis {
  #socket;
  #reader;

  /** Connects to a server. The host is a name or an IPv4 address. */
  constructor(host, port) {
    this.#socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).setOption(Socket.TCP_NODELAY, true);
    this.#socket.connect(Socket.getAddrInfo(host), port);
    this.#reader = new Reader(this.#socket);
  }

  /**
   * Sends a command and waits for its reply.
   * @param {...(string|number|Buffer)} parts the command's name and arguments
   * @returns {Buffer|string|number|null|Array} a bulk string as a Buffer, a simple string as a string
   * @throws {RedisError} the server's error reply
   */
  command(...parts) {
    const [reply] = this.pipeline([parts]);
    if (reply instanceof RedisError) throw reply;
    return reply;
  }

  /** Sends several commands at once, and returns the reply of each; a command that failed has a RedisError there. */
  pipeline(commands) {
    this.#socket.send(Buffer.concat(commands.flatMap(encode))); // the server goes on reading while its replies wait
    return commands.map(() => this.#reply());
  }

  close() {
    this.#socket.close();
  }

  #reply() {
    const line = this.#reader.line();
    const rest = line.slice(1);
    switch (line[0]) {
      case "+": return rest;
      case "-": return new RedisError(rest);
      case ":": return Number(rest);
      case "$": return rest === "-1" ? null : this.#reader.bytes(Number(rest));
      case "*": return rest === "-1" ? null : Array.from({ length: Number(rest) }, () => this.#reply());
      default: throw new RedisError(`not a reply: ${line}`);
    }
  }
}

/** A command as it is sent: an array of bulk strings. */
function encode(parts) {
  const bulks = parts.map((part) => (Buffer.isBuffer(part) ? part : Buffer.from(String(part))));
  const framed = bulks.flatMap((bulk) => [Buffer.from(`$${bulk.length}${newline}`), bulk, Buffer.from(newline)]);
  return [Buffer.from(`*${parts.length}${newline}`), ...framed];
}

/** Prints a reply, a bulk string byte for byte, each with an end of line. */
function print(reply) {
  if (Array.isArray(reply)) return reply.forEach(print);
  const text = reply === null ? "(nil)" : reply instanceof RedisError ? `(error) ${reply.message}` : reply;
  process.stdout.write(Buffer.isBuffer(text) ? text : String(text));
  process.stdout.write("\n");
}

function main([host, port, ...words]) {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    console.error("usage: node redis.js HOST PORT [COMMAND [ARGUMENT…] [--stdin]]");
    process.exit(2);
  }
  if (words.at(-1) === "--stdin") words.splice(-1, 1, fs.readFileSync(0));
  const commands = words.length > 0 ? [words]
    : fs.readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => line.split(" "));
  try {
    const redis = new Redis(host, port);
    const replies = redis.pipeline(commands);
    redis.close();
    replies.forEach(print);
    if (replies.some((reply) => reply instanceof RedisError)) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof SocketError || error instanceof RedisError)) throw error;
    console.error(`redis: ${error.message}`);
    process.exitCode = 1;
  }
}

if (require.main === module) main(process.argv.slice(2));

module.exports = { Redis, RedisError };
