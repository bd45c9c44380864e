// A server that systemd starts when the first client comes, and gives the listening socket to (sd_listen_fds(3)).
//
//   systemd-socket-activate -l 7005 --fdname=echo node examples/node/activated-server.js [CLIENTS=1]
//
// Serves that many clients, one after the other, on the first socket that was passed: each is greeted and gets back what it sends.
"use strict";

const { Socket, SocketError } = require("teasocket");

function serve(client) {
  for (let data = client.receive(); data.length > 0; data = client.receive()) client.send(data);
}

const [clients = "1", ...rest] = process.argv.slice(2);
if (rest.length > 0 || !/^[1-9]\d{0,3}$/.test(clients)) {
  console.error("usage: node activated-server.js [CLIENTS=1]");
  process.exit(2);
}

const [first, ...others] = Socket.activated();
if (first === undefined) {
  console.error("activated-server: no socket was passed: systemd-socket-activate or a unit of systemd passes one");
  process.exit(1);
}
for (const { socket } of others) socket.close();

console.log(`serving on "${first.name}"`);
for (let i = 1; i <= clients; i += 1) {
  const client = first.socket.accept();
  try {
    client.send(`you are client ${i} of "${first.name}"\n`);
    serve(client);
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    console.error(`activated-server: client ${i}: ${error.message}`);
  }
  client.close();
}
