// A WebSocket echo server (RFC 6455) on Socket.select.
//
//   tea websocket-server.js [PORT=0]
//
// Prints "listening on PORT" and runs until it is stopped. websocket-client.mjs is a client for it.

var Socket = require("socket").Socket;
var Buffer = require("binary").Buffer;
var Frame = require("./frame");
var handshake = require("./handshake").handshake;

var IDLE = 5000; // milliseconds after which the clients that have not shaken hands are looked at
var MAX_HEAD = 8192;
var MAX_MESSAGE = 1048576;
var MAX_PARTS = 64; // received from one client before it is another one's turn

function join(first, second) {
  var joined = new Buffer(first.length + second.length);
  joined.copyFrom(first, 0, 0);
  second.copy(joined, first.length);
  return joined;
}

/* ---- one client ---- */

function Client(socket) {
  this.socket = socket;
  this.socket.setBlocking(false);
  this.received = new Buffer(0);
  this.unsent = new Buffer(0);
  this.open = false; // after the handshake
  this.finishing = false; // nothing more is read; closed as soon as everything has been sent
  this.closed = false;
  this.message = null; // { opcode, data } while the fragments of a message are coming
  this.since = new Date().getTime();
}

Client.prototype.receive = function () {
  var ended = false;
  for (var i = 0; i < MAX_PARTS; i++) {
    var part = this.socket.receive(1024);
    if (part === false) {
      break;
    }
    if (!part.length) {
      ended = true;
      break;
    }
    this.received = join(this.received, part);
  }
  if (!this.open) {
    this.shakeHands();
  }
  if (this.open) {
    this.readFrames();
  }
  this.finishing = this.finishing || ended;
};

Client.prototype.shakeHands = function () {
  var end = this.received.toString("ascii").indexOf("\r\n\r\n");
  if (end == -1) {
    if (this.received.length > MAX_HEAD) {
      this.finishing = true;
    }
    return;
  }
  var answer = handshake(this.received.range(0, end).toString("ascii"));
  this.received = this.received.slice(end + 4);
  this.send(new Buffer(answer || "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", "utf-8"));
  this.open = answer !== null;
  this.finishing = this.finishing || !this.open;
};

Client.prototype.readFrames = function () {
  try {
    var frame = Frame.parse(this.received);
    while (frame && !this.finishing) {
      this.received = this.received.slice(frame.end);
      this.handle(frame);
      frame = Frame.parse(this.received);
    }
  } catch (e) {
    if (!(e instanceof Frame.FrameError)) {
      throw e;
    }
    this.sendClose(e.code);
  }
};

Client.prototype.handle = function (frame) {
  switch (frame.opcode) {
    case Frame.CLOSE:
      this.sendClose(frame.data.length > 1 ? frame.data[0] * 256 + frame.data[1] : 1000);
      break;
    case Frame.PING:
      this.send(Frame.build(Frame.PONG, frame.data));
      break;
    case Frame.PONG:
      break;
    case Frame.TEXT:
    case Frame.BINARY:
    case Frame.CONTINUATION:
      this.addFragment(frame);
      break;
    default:
      throw new Frame.FrameError(1002, "unknown opcode");
  }
};

Client.prototype.addFragment = function (frame) {
  if ((frame.opcode == Frame.CONTINUATION) != (this.message !== null)) {
    throw new Frame.FrameError(1002, "fragments out of order");
  }
  if (this.message) {
    this.message.data = join(this.message.data, frame.data);
  } else {
    this.message = { opcode: frame.opcode, data: frame.data };
  }
  if (this.message.data.length > MAX_MESSAGE) {
    throw new Frame.FrameError(1009, "too long");
  }
  if (frame.fin) {
    var message = this.message;
    this.message = null;
    this.onmessage(message.opcode, message.data);
  }
};

/** The application: text is decoded and encoded again, bytes go back as they are. */
Client.prototype.onmessage = function (opcode, data) {
  if (opcode == Frame.TEXT) {
    data = new Buffer(data.toString("utf-8"), "utf-8");
  }
  this.send(Frame.build(opcode, data));
};

Client.prototype.sendClose = function (code) {
  var data = new Buffer(2);
  data[0] = code >> 8;
  data[1] = code & 255;
  this.send(Frame.build(Frame.CLOSE, data));
  this.finishing = true;
};

Client.prototype.send = function (data) {
  this.unsent = this.unsent.length ? join(this.unsent, data) : data;
  this.flush();
};

/** send() says true for everything, false for nothing, and a number for a part. */
Client.prototype.flush = function () {
  if (this.unsent.length) {
    var sent = this.socket.send(this.unsent);
    if (sent === true) {
      this.unsent = new Buffer(0);
    } else if (sent !== false) {
      this.unsent = this.unsent.slice(sent);
    }
  }
};

Client.prototype.close = function () {
  this.closed = true;
  this.socket.close();
};

/* ---- the server ---- */

function Server(port) {
  this.clients = [];
  this.socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_TCP);
  this.socket.setOption(Socket.SO_REUSEADDR, true);
  this.socket.bind("127.0.0.1", port);
  this.socket.listen(5);
}

/** Runs a client's method; a client whose connection breaks is closed. */
Server.prototype.attend = function (client, method) {
  try {
    client[method]();
    if (client.finishing && !client.unsent.length) {
      client.close();
    }
  } catch (e) {
    if (e.name != "SocketError") {
      throw e;
    }
    client.close();
  }
};

Server.prototype.closeSilent = function () {
  var before = new Date().getTime() - IDLE;
  this.clients.forEach(function (client) {
    if (!client.open && client.since < before) {
      client.close();
    }
  });
};

Server.prototype.runOnce = function () {
  // select leaves what is ready where it was: the server at 0, each client one further than in this.clients
  var readers = [this.socket];
  var writers = [];
  this.clients.forEach(function (client, i) {
    (client.unsent.length ? writers : readers)[i + 1] = client.socket;
  });
  var ready = writers.length
    ? Socket.select(readers, writers, null, IDLE)
    : Socket.select(readers, null, null, IDLE);
  if (ready == 0) {
    this.closeSilent();
  }

  for (var i = 0; i < this.clients.length; i++) {
    if (writers[i + 1]) {
      this.attend(this.clients[i], "flush");
    } else if (readers[i + 1]) {
      this.attend(this.clients[i], "receive");
    }
  }
  if (readers[0]) {
    this.clients.push(new Client(this.socket.accept()));
  }
  this.clients = this.clients.filter(function (client) {
    return !client.closed;
  });
};

var server = new Server(system.args[1] || 0);
system.stdout("listening on " + server.socket.getSockName()[1] + "\n");
system.stdout.flush();
while (true) {
  server.runOnce();
}
