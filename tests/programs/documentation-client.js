// The client of the module's documentation: connect, send, receive, close.
//
//   tea documentation-client.js IP PORT TEXT
//
// Prints the answer.

var Socket = require("socket").Socket;

var ip = system.args[1];
var port = system.args[2];

var s = new Socket(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_TCP);
s.connect(ip, port);
s.send(system.args[3]);
var answer = s.receive(100).toString("utf-8");
s.close();

system.stdout(answer + "\n");
