// An HTTP client in the oldest style: what is received is added to a string.
//
//   tea http-client-text.js HOST PORT PATH
//
// Prints the status line and the body. Parts are joined as text, so it is for bodies in ASCII.

var Socket = require("socket").Socket;

var host = system.args[1];
var port = system.args[2];
var path = system.args[3];

var socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM, Socket.getProtoByName("tcp"));
socket.connect(Socket.getAddrInfo(host), parseInt(port, 10));

var request = "GET " + path + " HTTP/1.0\r\n";
request += "Host: " + host + "\r\n";
request += "\r\n";
socket.send(request);

var received = "";
while (true) {
  var part = socket.receive(100);
  if (part.length == 0) {
    break;
  }
  received += part;
}
socket.close();

var index = received.indexOf("\r\n\r\n");
system.stdout(received.substring(0, received.indexOf("\r\n")) + "\n");
system.stdout(received.substring(index + 4) + "\n");
