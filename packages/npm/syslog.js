"use strict";

// Messages for a syslog daemon, on this machine or another: RFC 5424 in datagrams or, with octet counting (RFC 6587), over TCP; and the lines
// that syslog(3) writes to the socket of the machine's own daemon.

const { basename } = require("node:path");
const { Socket } = require("./index.js");

const severities = Object.freeze(["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"]); // 0–7
const aliases = { error: "err", warn: "warning" }; // as consoles call them
const facilities = Object.freeze([ // 0–23
  "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp",
  "ntp", "security", "console", "solaris-cron", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
]);

const transports = ["unix", "udp", "tcp"];
const formats = ["rfc5424", "local"];
const usualPort = 514;
const usualLength = 2048; // bytes, which RFC 5424, 6.1, wants every receiver to take
const leastLength = 480; // and these it has to

// What a connection fails with whose daemon has gone, perhaps to come again.
const gone = new Set(["ECONNRESET", "EPIPE"]);

const fail = (Type, code, message) => Object.assign(new Type(message), { code });

const wrong = (name, expected, value) =>
  fail(TypeError, "ERR_INVALID_ARG_VALUE", `"${name}" must be ${expected}. Received ${typeof value === "string" ? JSON.stringify(value) : String(value)}`);

/** The number of a severity or facility that is given by its name or number. */
function numberOf(name, names, value) {
  const number = typeof value === "string" ? names.indexOf(aliases[value] ?? value) : value;
  if (!Number.isInteger(number) || number < 0 || number >= names.length) {
    throw wrong(name, `one of ${names.join(", ")}, or a number up to ${names.length - 1}`, value);
  }
  return number;
}

/** A field of the header: printable ASCII without spaces, see RFC 5424, 6; "-" for none. */
function field(name, value, most) {
  const text = value === null || value === "" ? "-" : String(value);
  if (text.length > most || !/^[!-~]+$/.test(text)) throw wrong(name, `at most ${most} printable ASCII characters without spaces`, value);
  return text;
}

/** The same of what nobody has given: what does not fit is changed. */
const fitted = (text, most) => text.replace(/[^!-~]/g, "_").slice(0, most) || "-";

function oneOf(name, values, value) {
  if (!values.includes(value)) throw wrong(name, values.join(" or "), value);
  return value;
}

function integer(name, least, most, value) {
  if (!Number.isInteger(value) || value < least || value > most) throw wrong(name, `an integer from ${least} to ${most}`, value);
  return value;
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** A name in structured data. */
function nameOf(name) {
  if (name.length > 32 || !/^[!-~]+$/.test(name) || /[="\]]/.test(name)) {
    throw wrong("data", 'an object whose names have at most 32 printable ASCII characters, without space, =, " and ]', name);
  }
  return name;
}

/** A value in structured data, in quotes, see RFC 5424, 6.3.3: these three characters are escaped, and no others. */
function valueOf(name, value) {
  if (!["string", "number", "bigint", "boolean"].includes(typeof value)) throw wrong(`data[…].${name}`, "a string, a number, a boolean, or an array of them", value);
  return `"${String(value).replace(/["\\\]]/g, "\\$&")}"`;
}

/** Structured data: an object of elements, each of which is an object of parameters; a parameter with several values is there several times. */
function structured(data) {
  if (data === undefined || data === null) return "-";
  if (!isObject(data)) throw wrong("data", "an object of objects", data);
  const elements = Object.entries(data).map(([id, parameters]) => {
    if (!isObject(parameters)) throw wrong(`data[${JSON.stringify(id)}]`, "an object", parameters);
    const all = Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((one) => ` ${nameOf(name)}=${valueOf(name, one)}`));
    return `[${nameOf(id)}${all.join("")}]`;
  });
  return elements.join("") || "-";
}

/** At most so many of the bytes, without a part of a character. */
function cut(bytes, most) {
  if (bytes.length <= most) return bytes;
  let end = most;
  while (end > 0 && (bytes[end] & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}

/** "Mmm dd hh:mm:ss" in local time, the day padded with a space. */
function localTime(date) {
  const [, month, day, , time] = date.toString().split(" "); // Thu Jan 01 1970 00:00:00 …
  return `${month} ${day.replace(/^0/, " ")} ${time}`;
}

/** Checks the options, and fills in what is left out. */
function settingsOf(options) {
  if (!isObject(options)) throw wrong("options", "an object", options);
  const { path, address, port, timeout } = options;
  for (const [name, value] of [["path", path], ["address", address]]) {
    if (value !== undefined && (typeof value !== "string" || value === "")) throw wrong(name, "a string, not empty", value);
  }
  if (path !== undefined && (address !== undefined || port !== undefined)) throw wrong("path", "left out, or address and port", path);
  const transport = oneOf("transport", transports, options.transport ?? (address === undefined ? "unix" : "udp"));
  const isLocal = transport === "unix";
  if (isLocal !== (address === undefined)) throw wrong("transport", isLocal ? "udp or tcp for an address" : "unix without an address", transport);
  return {
    transport,
    path: path ?? "/dev/log",
    address,
    port: integer("port", 1, 65535, port ?? usualPort),
    timeout: integer("timeout", 0, 2 ** 31 - 1, timeout ?? 0),
    format: oneOf("format", formats, options.format ?? (isLocal ? "local" : "rfc5424")),
    facility: numberOf("facility", facilities, options.facility ?? "user"),
    appName: options.appName === undefined ? fitted(basename(process.argv[1] ?? "node"), 48) : field("appName", options.appName, 48),
    procId: field("procId", options.procId === undefined ? process.pid : options.procId, 128),
    hostname: options.hostname === undefined ? fitted(Socket.getHostName(), 255) : field("hostname", options.hostname, 255),
    maxLength: integer("maxLength", leastLength, 65535, options.maxLength ?? usualLength),
    mark: options.bom ? "\ufeff" : "",
  };
}

/** Whether the daemon has ended a connection: it sends nothing, so that there is nothing to read before the end. */
function hasEnded(connection) {
  try {
    while (Socket.select([connection], null, null, 0) > 0) {
      if (connection.receive().length === 0) return true;
    }
    return false;
  } catch {
    return true;
  }
}

// Writing is a generator of calls of Socket, [object, name, arguments…], which these two make: at once, or by the calls that return promises.

function now(calls) {
  let step = calls.next();
  while (!step.done) {
    const [object, name, ...args] = step.value;
    let result;
    try {
      result = object[name](...args);
    } catch (error) {
      step = calls.throw(error);
      continue;
    }
    step = calls.next(result);
  }
}

async function later(calls, options) {
  let step = calls.next();
  while (!step.done) {
    const [object, name, ...args] = step.value;
    let result;
    try {
      result = await object[`${name}Async`](...args, options);
    } catch (error) {
      step = calls.throw(error);
      continue;
    }
    step = calls.next(result);
  }
}

/** Writes to a syslog daemon; syslog.d.ts documents each member. */
class Syslog {
  static severities = severities;
  static facilities = facilities;

  #settings;
  #socket = null; // opened by the first message
  #to = []; // where datagrams go
  #last = Promise.resolve(); // of the promises, of which each waits for the one before
  #pending = 0;
  #isClosed = false;

  constructor(options = {}) { this.#settings = settingsOf(options); }

  write(severity, message, details = {}) {
    const { bytes, missing } = this.#encode(severity, message, details);
    if (this.#pending > 0) throw fail(Error, "EBUSY", "write EBUSY: a message of writeAsync is pending");
    now(this.#delivery(bytes));
    return missing;
  }

  async writeAsync(severity, message, details = {}) {
    const { bytes, missing } = this.#encode(severity, message, details);
    const { signal, timeout } = details;
    const before = this.#last;
    this.#pending += 1;
    try {
      await (this.#last = before.catch(() => {}).then(() => later(this.#delivery(bytes), { signal, timeout })));
    } finally {
      this.#pending -= 1;
    }
    return missing;
  }

  close() {
    this.#isClosed = true;
    this.#drop();
  }

  /** A message as it is sent, and how many bytes of its text that leaves out. */
  #encode(severity, message, details) {
    if (typeof message !== "string") throw wrong("message", "of type string", message);
    if (!isObject(details)) throw wrong("details", "an object", details);
    const { maxLength, transport, mark } = this.#settings;
    const head = Buffer.from(this.#head(numberOf("severity", severities, severity), details));
    const text = Buffer.from(mark + message);
    const room = maxLength - head.length;
    if (room < mark.length * 3) throw fail(RangeError, "ERR_OUT_OF_RANGE", `"data" must leave room for the message in ${maxLength} bytes, and takes it to ${head.length}`);
    const part = cut(text, room);
    const count = transport === "tcp" ? [Buffer.from(`${head.length + part.length} `)] : []; // RFC 6587, 3.4.1
    return { bytes: Buffer.concat([...count, head, part]), missing: text.length - part.length };
  }

  /** All that stands before the text. */
  #head(severity, { id, data, timestamp = new Date() }) {
    const { format, facility, hostname, appName, procId } = this.#settings;
    if (!(timestamp instanceof Date) || Number.isNaN(timestamp.getTime())) throw wrong("timestamp", "a valid Date", timestamp);
    const priority = facility * 8 + severity;
    if (format === "rfc5424") {
      return `<${priority}>1 ${timestamp.toISOString()} ${hostname} ${appName} ${procId} ${field("id", id ?? null, 32)} ${structured(data)} `;
    }
    if (id !== undefined) throw wrong("id", 'left out: format "local" has no place for it', id);
    if (data !== undefined) throw wrong("data", 'left out: format "local" has no place for it', data);
    return `<${priority}>${localTime(timestamp)} ${appName}${procId === "-" ? "" : `[${procId}]`}: `;
  }

  /** Sends; once more where it turns out only now that a connection has gone. */
  *#delivery(bytes) {
    if (this.#isClosed) throw fail(Error, "ERR_TEASOCKET_NOT_OPEN", "This Syslog is closed");
    if (this.#socket !== null && this.#settings.transport === "tcp" && hasEnded(this.#socket)) this.#drop();
    for (let isFresh = this.#socket === null; ; isFresh = true) {
      try {
        if (this.#socket === null) yield* this.#open();
        yield [this.#socket, "send", bytes, ...this.#to];
        return;
      } catch (error) {
        this.#drop(); // what is left of a message would be taken for the beginning of the next
        if (isFresh || !gone.has(error.code)) throw error;
      }
    }
  }

  *#open() {
    const { transport, path, address, port } = this.#settings;
    if (transport === "unix") {
      this.#keep(this.#newSocket(Socket.PF_UNIX, Socket.SOCK_DGRAM), path);
      return;
    }
    const found = yield [Socket, "getAddrInfo", address, { all: true }];
    if (transport === "udp") {
      this.#keep(this.#newSocket(found[0].family, Socket.SOCK_DGRAM), found[0].address, port);
      return;
    }
    for (let i = 0; this.#socket === null; i += 1) {
      const socket = this.#newSocket(found[i].family, Socket.SOCK_STREAM);
      try {
        yield [socket, "connect", found[i].address, port];
        this.#keep(socket);
      } catch (error) {
        socket.close();
        if (i + 1 === found.length) throw error;
      }
    }
  }

  #newSocket(family, type) {
    const socket = new Socket(family, type);
    return this.#settings.timeout > 0 ? socket.setOption("SO_SNDTIMEO", this.#settings.timeout) : socket;
  }

  #keep(socket, ...to) {
    if (this.#isClosed) throw fail(Error, "ERR_TEASOCKET_NOT_OPEN", "This Syslog is closed");
    this.#socket = socket;
    this.#to = to;
  }

  #drop() {
    this.#socket?.close();
    this.#socket = null;
  }
}

if (Symbol.dispose) Syslog.prototype[Symbol.dispose] = Syslog.prototype.close; // for `using`, where the engine has it

module.exports = { Syslog };
