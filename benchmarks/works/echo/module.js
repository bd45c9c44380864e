// Sends back what comes on each connection, by promises.
"use strict";

const { Socket } = require("socket");

const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1", 0).listen();
console.log(listener.getSockName()[1]);

async function echo(socket) {
  try {
    for (let data; (data = await socket.receiveAsync()).length > 0;) await socket.sendAsync(data);
  } catch { /* the client has gone */ }
  socket.close();
}

(async () => {
  for (;;) echo(await listener.acceptAsync());
})();
