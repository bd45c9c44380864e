// An event loop of its own on Socket.select, and on it an echo service with several clients, all in one process.
//
//   tea event-loop.js
//
// Prints the timers in the order in which they were due, one line for each client, and "done".

var Socket = require("socket").Socket;
var Buffer = require("binary").Buffer;

/* ---- the loop ---- */

function Loop() {
  this.items = []; // { socket, kind: "read" | "write", callback }
  this.timers = []; // { due, callback }, the next one first
}

Loop.prototype.add = function (kind, socket, callback) {
  this.items.push({ kind: kind, socket: socket, callback: callback });
};

Loop.prototype.remove = function (kind, socket) {
  this.items = this.items.filter(function (item) {
    return item.kind != kind || item.socket != socket;
  });
};

Loop.prototype.setTimeout = function (callback, milliseconds) {
  this.timers.push({ due: new Date().getTime() + milliseconds, callback: callback });
  this.timers.sort(function (a, b) {
    return a.due - b.due;
  });
};

/** Milliseconds until the next timer is due, or null when there is none. */
Loop.prototype.timeout = function () {
  if (this.timers.length == 0) {
    return null;
  }
  return Math.max(0, this.timers[0].due - new Date().getTime());
};

Loop.prototype.runTimers = function () {
  var now = new Date().getTime();
  while (this.timers.length > 0 && this.timers[0].due <= now) {
    this.timers.shift().callback();
  }
};

Loop.prototype.runOnce = function () {
  var read = [];
  var write = [];
  this.items.forEach(function (item) {
    (item.kind == "read" ? read : write).push(item.socket);
  });
  Socket.select(read, write, null, this.timeout());

  var loop = this;
  this.items.slice().forEach(function (item) {
    var ready = item.kind == "read" ? read : write;
    // a callback that ran before may have removed the item
    if (ready.indexOf(item.socket) != -1 && loop.items.indexOf(item) != -1) {
      item.callback();
    }
  });
  this.runTimers();
};

Loop.prototype.run = function () {
  while (this.items.length > 0 || this.timers.length > 0) {
    this.runOnce();
  }
};

/* ---- a connection: an object around a socket, which can itself stand in select's arrays ---- */

function Connection(loop, socket) {
  this.loop = loop;
  this.socket = socket;
  this.unsent = [];
  socket.setBlocking(false);
}

Connection.prototype.getSocket = function () {
  return this.socket;
};

Connection.prototype.listen = function (callback) {
  var connection = this;
  this.loop.add("read", this, function () {
    var data = connection.socket.receive(8192);
    if (data !== false) {
      callback(data);
    }
  });
};

Connection.prototype.send = function (data) {
  this.unsent.push(data);
  if (this.unsent.length == 1) {
    this.loop.add("write", this, this.flush.bind(this));
  }
};

Connection.prototype.flush = function () {
  while (this.unsent.length > 0) {
    var sent = this.socket.send(this.unsent[0]);
    if (sent === false) {
      return;
    }
    if (sent === true) {
      this.unsent.shift();
    } else {
      this.unsent[0] = this.unsent[0].slice(sent);
    }
  }
  this.loop.remove("write", this);
};

Connection.prototype.close = function () {
  this.loop.remove("read", this);
  this.loop.remove("write", this);
  this.socket.close();
};

/* ---- the echo service ---- */

function startServer(loop, clients) {
  var server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_TCP);
  server.setOption(Socket.SO_REUSEADDR, true);
  server.bind("127.0.0.1", 0);
  server.listen(clients);

  loop.add("read", server, function () {
    var connection = new Connection(loop, server.accept());
    connection.listen(function (data) {
      if (data.length == 0) {
        connection.close();
      } else {
        connection.send(data);
      }
    });
    clients--;
    if (clients == 0) {
      loop.remove("read", server);
      server.close();
    }
  });
  return server.getSockName()[1];
}

/* ---- its clients: each sends one message and checks what comes back ---- */

function startClient(loop, port, number, results) {
  var socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_TCP);
  socket.connect("127.0.0.1", port);
  var connection = new Connection(loop, socket);
  var length = 1 + number * 1000000;
  var message = new Buffer(length);
  for (var i = 0; i < length; i++) {
    message[i] = (i * 31 + number) & 255;
  }

  var arrived = 0;
  var same = true;
  connection.send(message);
  connection.listen(function (data) {
    for (var i = 0; i < data.length; i++) {
      same = same && data[i] == message[arrived + i];
    }
    arrived += data.length;
    if (arrived >= length || data.length == 0) {
      results[number] = "client " + number + ": " + arrived + " bytes, " + (same ? "same" : "different");
      connection.close();
    }
  });
}

var loop = new Loop();
var results = [];
var CLIENTS = 5;
var port = startServer(loop, CLIENTS);
for (var number = 0; number < CLIENTS; number++) {
  startClient(loop, port, number, results);
}
[30, 10, 20].forEach(function (milliseconds) {
  loop.setTimeout(function () {
    system.stdout("timer " + milliseconds + "\n");
  }, milliseconds);
});
loop.run();
system.stdout(results.join("\n") + "\ndone\n");
