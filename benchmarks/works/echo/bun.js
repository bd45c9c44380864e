// Sends back what comes on each connection, by Bun.listen.
"use strict";

const server = Bun.listen({
  hostname: "127.0.0.1",
  port: 0,
  socket: { data(socket, data) { socket.write(data); }, error() {} },
});
console.log(server.port);
