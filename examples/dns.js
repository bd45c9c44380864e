// Asks a DNS server, by datagrams that are built and read here (RFC 1035); by TCP when the answer is too long for one.
//
//   tea examples/dns.js NAME [TYPE=A] @SERVER[:PORT=53]
//   node examples/dns.js NAME [TYPE=A] @SERVER[:PORT=53]
//
// TYPE is A, AAAA, CNAME, MX, NS, PTR or TXT; an IPv6 server with a port stands in brackets, @[::1]:53. Prints a line for each record:
// name, seconds that it may be kept, type, data. Ends with status 1 when there is no answer, or no such name.
// Anybody can send datagrams: what has another id or question, comes from elsewhere, or cannot be read is no answer, and is waited past.
"use strict";

// What differs between the runner and Node, Bun and Deno: the module's name, the arguments' place and the way to end.
const inNode = typeof process !== "undefined";
const { Socket, SocketError } = require(inNode ? "teasocket" : "socket");
const args = inNode ? process.argv.slice(2) : system.args.slice(1);
const end = inNode ? process.exit : exit;

const types = { A: 1, NS: 2, CNAME: 5, PTR: 12, MX: 15, TXT: 16, AAAA: 28 };
const errors = ["no error", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"];
const INTERNET = 1; // the class of all of them
const HEADER = 12; // bytes
const attempts = 3;
const patience = 1000; // milliseconds for the first attempt, doubled for each further one

/** A message that cannot be read. */
class Malformed extends Error {}

/** A question, as a datagram. */
function query(id, name, type) {
  const bytes = [id >> 8, id & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]; // "recursion desired", one question
  for (const label of name === "." ? [] : name.replace(/\.$/, "").split(".")) {
    bytes.push(label.length, ...Array.from(label, (character) => character.charCodeAt(0)));
  }
  return Uint8Array.from([...bytes, 0, 0, type, 0, INTERNET]);
}

/** Reads a message from a place on. Whatever is not there is an error: nobody knows who has sent it. */
class Reader {
  constructor(bytes, at = HEADER) {
    this.bytes = bytes;
    this.at = at;
  }

  take(count) {
    if (this.at + count > this.bytes.length) throw new Malformed("it ends too early");
    this.at += count;
    return this.bytes.slice(this.at - count, this.at);
  }

  number(count) {
    return this.take(count).reduce((value, byte) => value * 256 + byte, 0);
  }

  /** A name is labels up to an empty one; a pointer instead of a label says where the rest stands. It has to be before: so none goes in circles. */
  name() {
    const labels = [];
    let from = this.at;
    let length = 0;
    let reader = this;
    for (;;) {
      const first = reader.number(1);
      if (first === 0) break;
      if (first >= 0xc0) {
        const target = (first & 0x3f) * 256 + reader.number(1);
        if (target >= from) throw new Malformed("a pointer that does not point back");
        from = target;
        reader = new Reader(this.bytes, target);
      } else if (first > 63) {
        throw new Malformed("a label of an unknown kind");
      } else {
        length += first + 1;
        if (length > 255) throw new Malformed("a name that is too long");
        labels.push(text(reader.take(first)));
      }
    }
    return labels.length === 0 ? "." : labels.join(".");
  }
}

/** Bytes as text; what is not printed, and what would be mistaken for something else, by its number. */
function text(bytes) {
  const show = (byte) => byte > 0x20 && byte < 0x7f && byte !== 0x2e && byte !== 0x22 && byte !== 0x5c
    ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, "0")}`;
  return Array.from(bytes, show).join("");
}

/** In quoted strings blanks and dots are themselves. */
const quoted = (bytes) => `"${text(bytes).replaceAll("\\032", " ").replaceAll("\\046", ".")}"`;

/** A record's data. */
function dataOf(reader, type, length) {
  const stop = reader.at + length;
  const strings = () => {
    const all = [];
    while (reader.at < stop) all.push(quoted(reader.take(reader.number(1))));
    return all.join(" ");
  };
  switch (type) {
    case types.A: return Socket.inetNtop(Socket.PF_INET, sized(reader, length, 4));
    case types.AAAA: return Socket.inetNtop(Socket.PF_INET6, sized(reader, length, 16));
    case types.MX: return `${reader.number(2)} ${reader.name()}`;
    case types.TXT: return strings();
    case types.NS: case types.CNAME: case types.PTR: return reader.name();
    default: return `\\# ${length} ${Array.from(reader.take(length), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  }
}

function sized(reader, length, expected) {
  if (length !== expected) throw new Malformed("an address of a wrong length");
  return reader.take(length);
}

/**
 * Reads an answer.
 * @returns {?{status: string, isCut: boolean, records: string[]}} null if it is not the answer to this question
 */
function read(bytes, id, name, type) {
  const head = new Reader(bytes, 0);
  const [own, flags, questions, answers] = [head.number(2), head.number(2), head.number(2), head.number(2)];
  if (own !== id || (flags & 0x8000) === 0 || questions !== 1) return null;
  const reader = new Reader(bytes);
  const isSame = (other) => other.toLowerCase() === textOf(name).toLowerCase();
  if (!isSame(reader.name()) || reader.number(2) !== type || reader.number(2) !== INTERNET) return null;
  const isCut = (flags & 0x0200) !== 0;
  const records = [];
  for (let i = 0; i < answers && !isCut; i++) {
    const owner = reader.name();
    const [kind, , seconds, length] = [reader.number(2), reader.number(2), reader.number(4), reader.number(2)];
    const stop = reader.at + length;
    const data = dataOf(reader, kind, length);
    if (reader.at !== stop) throw new Malformed("data of a wrong length");
    const kindName = Object.keys(types).find((each) => types[each] === kind) ?? `TYPE${kind}`;
    records.push(`${owner} ${seconds} ${kindName} ${data}`);
  }
  return { status: errors[flags & 15] ?? `error ${flags & 15}`, isCut, records };
}

/** The name as it comes back. */
const textOf = (name) => name === "." ? name : name.replace(/\.$/, "").split(".").map((label) => text(Array.from(label, (c) => c.charCodeAt(0)))).join(".");

/** The first datagram in that time which is the answer; null if none is. */
function waitForAnswer(socket, milliseconds, ...question) {
  const deadline = Date.now() + milliseconds;
  for (let left = milliseconds; left > 0; left = deadline - Date.now()) {
    if (Socket.select([socket], null, null, left) === 0) return null;
    try {
      const answer = read(socket.receive(), ...question);
      if (answer !== null) return answer;
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
    }
  }
  return null;
}

/** Asks by datagrams. A connected socket receives from the server only, and learns of it when nobody is there. */
function ask(family, address, port, name, type) {
  const id = Math.floor(Math.random() * 65536);
  const socket = new Socket(family, Socket.SOCK_DGRAM);
  try {
    socket.connect(address, port);
    for (let attempt = 0; attempt < attempts; attempt++) {
      socket.send(query(id, name, type));
      const answer = waitForAnswer(socket, patience * 2 ** attempt, id, name, type);
      if (answer !== null) return answer;
    }
    return null;
  } finally {
    socket.close();
  }
}

/** Asks by TCP, where each message has its length in front. */
function askByStream(family, address, port, name, type) {
  const id = Math.floor(Math.random() * 65536);
  const socket = new Socket(family, Socket.SOCK_STREAM);
  try {
    socket.connect(address, port);
    const message = query(id, name, type);
    socket.send(Uint8Array.from([message.length >> 8, message.length & 255, ...message]));
    const take = (count) => {
      const bytes = new Uint8Array(count);
      for (let have = 0, got; have < count; have += got) {
        got = socket.receiveInto(bytes, have);
        if (got === 0) throw new Malformed("the connection ends too early");
      }
      return bytes;
    };
    const [high, low] = take(2);
    return read(take(high * 256 + low), id, name, type);
  } finally {
    socket.close();
  }
}

const words = args.filter((word) => !word.startsWith("@"));
const servers = args.filter((word) => word.startsWith("@"));
const [, bracketed, plain, port = "53"] = /^@(?:\[([0-9a-fA-F:.%\w]+)\]|([^:[\]]+|[0-9a-fA-F:]+:[0-9a-fA-F:.]*))(?::(\d{1,5}))?$/.exec(servers[0] ?? "") ?? [];
const [name = "", typeName = "A", ...rest] = words;
const isName = name === "." || (name.length < 255 && /^([\x21-\x2d\x2f-\x7e]{1,63}\.)*[\x21-\x2d\x2f-\x7e]{1,63}\.?$/.test(name));
const type = Object.hasOwn(types, typeName.toUpperCase()) ? types[typeName.toUpperCase()] : 0;
if (servers.length !== 1 || (bracketed ?? plain) === undefined || rest.length > 0 || !isName || type === 0 || Number(port) > 65535) {
  console.error(`usage: ${inNode ? "node" : "tea"} dns.js NAME [TYPE=A] @SERVER[:PORT=53]`);
  end(2);
}

let answer = null;
let problem = `no answer from ${servers[0].slice(1)}`;
try {
  const [{ address, family }] = Socket.getAddrInfo(bracketed ?? plain, { all: true });
  answer = ask(family, address, port, name, type);
  if (answer?.isCut) answer = askByStream(family, address, port, name, type);
} catch (error) {
  if (!(error instanceof SocketError) && !(error instanceof Malformed)) throw error;
  problem = error.message;
}
if (answer === null || answer.status !== "no error") {
  console.error(`dns: ${answer === null ? problem : `${name}: ${answer.status}`}`);
  end(1);
} else {
  for (const record of answer.records) console.log(record);
  if (answer.records.length === 0) console.error(`dns: ${name} has no ${typeName.toUpperCase()} record`);
  end(answer.records.length > 0 ? 0 : 1);
}
