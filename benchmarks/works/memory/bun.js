// Accepts connections by Bun.listen, sends a byte to each, and ends when the first has been closed.
"use strict";

const sockets = [];
const server = Bun.listen({
  hostname: "127.0.0.1",
  port: 0,
  socket: {
    open(socket) {
      sockets.push(socket);
      socket.write("x");
    },
    data() {},
    close() { process.exit(); },
  },
});
console.log(server.port);
