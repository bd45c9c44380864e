// A Redis client in the manner of a 2010s library: one blocking socket, numbers instead of constants.
// The protocol is RESP 2: https://redis.io/docs/latest/develop/reference/protocol-spec/

var Sock = require("socket").Socket;
var Buffer = require("binary").Buffer;

var RECEIVE_SIZE = 67108864;

/**
 * @param {string} host an address
 * @param {number|string} port
 */
function Redis(host, port) {
  this.sock = new Sock(2, 1, 6);
  this.sock.setOption(Sock.TCP_NODELAY, true);
  this.sock.setOption(Sock.SO_REUSEADDR, true);
  this.sock.setOption(Sock.SO_KEEPALIVE, true);
  if (!this.sock.connect(host, port)) {
    throw new Error("Cannot connect to " + host + ":" + port);
  }
  this.received = new Buffer(0);
}

/**
 * Sends a command and waits for its reply.
 * @param {...(string|number)} parts the command's name and arguments
 * @returns {string|number|null|Array} the reply
 * @throws {Error} an error reply
 */
Redis.prototype.command = function () {
  var request = "*" + arguments.length + "\r\n";
  for (var i = 0; i < arguments.length; i++) {
    var part = String(arguments[i]);
    request += "$" + new Buffer(part, "utf-8").length + "\r\n" + part + "\r\n";
  }
  if (!this.sock.send(request)) {
    throw new Error("Cannot send");
  }
  return this.reply();
};

/** Receives until there is one whole reply. */
Redis.prototype.reply = function () {
  var parsed = parse(this.received, 0);
  while (!parsed) {
    var part = this.sock.receive(RECEIVE_SIZE);
    if (part.length == 0) {
      throw new Error("The server has closed the connection");
    }
    var joined = new Buffer(this.received.length + part.length);
    this.received.copy(joined, 0);
    part.copy(joined, this.received.length);
    this.received = joined;
    parsed = parse(this.received, 0);
  }
  this.received = this.received.slice(parsed.end);
  if (parsed.value instanceof Error) {
    throw parsed.value;
  }
  return parsed.value;
};

Redis.prototype.close = function () {
  this.sock.close();
};

/**
 * Parses the reply that starts at an index.
 * @returns {?{value: *, end: number}} null when it is not complete
 */
function parse(bytes, start) {
  var lineEnd = bytes.indexOf("\r\n", start);
  if (lineEnd == -1) {
    return null;
  }
  var line = bytes.range(start, lineEnd).toString("utf8");
  var rest = line.substring(1);
  var end = lineEnd + 2;
  switch (line.charAt(0)) {
    case "+": return { value: rest, end: end };
    case "-": return { value: new Error(rest), end: end };
    case ":": return { value: parseInt(rest, 10), end: end };
    case "$": return parseBulk(bytes, end, parseInt(rest, 10));
    case "*": return parseArray(bytes, end, parseInt(rest, 10));
    default: throw new Error("Not a Redis reply: " + line);
  }
}

function parseBulk(bytes, start, length) {
  if (length == -1) {
    return { value: null, end: start };
  }
  if (bytes.length < start + length + 2) {
    return null;
  }
  return { value: bytes.range(start, start + length).toString("utf8"), end: start + length + 2 };
}

function parseArray(bytes, start, count) {
  var items = [];
  var end = start;
  for (var i = 0; i < count; i++) {
    var item = parse(bytes, end);
    if (!item) {
      return null;
    }
    items.push(item.value);
    end = item.end;
  }
  return { value: items, end: end };
}

exports.Redis = Redis;
