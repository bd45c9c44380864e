// The server of the module's documentation: bind, listen, and an accept loop.
//
//   tea documentation-server.js [PORT=0] [CLIENTS]
//
// Prints "listening on PORT", answers each client's first 100 bytes with "hello " before them, and ends after
// CLIENTS of them; without that argument it goes on.

var Socket = require("socket").Socket;

var port = system.args[1] || 0;
var clients = system.args[2] || Infinity;

var s = new Socket(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_TCP);
s.setOption(Socket.SO_REUSEADDR, true);
s.bind("127.0.0.1", port);
s.listen();
system.stdout("listening on " + s.getSockName()[1] + "\n");
system.stdout.flush();

for (var i = 0; i < clients; i++) {
  var client = s.accept();
  var text = client.receive(100).toString("utf-8");
  client.send("hello " + text);
  var peer = client.getPeerName();
  system.stdout("served " + peer[0] + "\n");
  client.close();
}
s.close();
