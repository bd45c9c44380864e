// An HTTP client that prefers IPv6 and works on Buffers.
//
//   tea http-client.js http://HOST[:PORT][/PATH]
//
// Prints the status line, the Content-Type, the body's length in bytes, and the body.

var Socket = require("socket").Socket;
var Buffer = require("binary").Buffer;

var URL_PATTERN = /^http:\/\/(?:\[([^\]]+)\]|([^:\/]+))(?::(\d+))?(\/.*)?$/;

function ClientRequest(url) {
  var parts = url.match(URL_PATTERN);
  if (!parts) {
    throw new Error("Not an HTTP URL: " + url);
  }
  this.host = parts[1] || parts[2];
  this.port = parts[3] || 80;
  this.path = parts[4] || "/";
}

/** A socket connected over IPv6 where that works, otherwise over IPv4. */
ClientRequest.prototype.connect = function () {
  var socket = null;
  try {
    var address = Socket.getAddrInfo(this.host, Socket.PF_INET6);
    socket = new Socket(Socket.PF_INET6, Socket.SOCK_STREAM, Socket.IPPROTO_TCP);
    socket.connect(address, this.port);
    return socket;
  } catch (e) {
    if (socket) {
      socket.close();
    }
  }
  socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_TCP);
  socket.connect(Socket.getAddrInfo(this.host, Socket.PF_INET), this.port);
  return socket;
};

ClientRequest.prototype.send = function () {
  var socket = this.connect();
  socket.send("GET " + this.path + " HTTP/1.0\r\nHost: " + this.host + "\r\nConnection: close\r\n\r\n");

  var received = new Buffer(0);
  var part = socket.receive(1024);
  while (part.length) {
    var joined = new Buffer(received.length + part.length);
    received.copy(joined, 0);
    part.copy(joined, received.length);
    received = joined;
    part = socket.receive(1024);
  }
  socket.close();
  return new ClientResponse(received);
};

function ClientResponse(data) {
  var index = data.indexOf("\r\n\r\n");
  if (index == -1) {
    throw new Error("No end of the response's head");
  }
  var lines = data.range(0, index).toString("ascii").split("\r\n");
  this.status = lines.shift();
  this.headers = {};
  for (var i = 0; i < lines.length; i++) {
    var header = lines[i].match(/^([^:]+):\s*(.*)$/);
    this.headers[header[1].toLowerCase()] = header[2];
  }
  this.data = data.range(index + 4, data.length);
}

var response = new ClientRequest(system.args[1]).send();
system.stdout("status: " + response.status + "\n");
system.stdout("content-type: " + response.headers["content-type"] + "\n");
system.stdout("length: " + response.data.length + "\n");
system.stdout("body: " + response.data.toString("utf-8") + "\n");
