"use strict";

// Signals that have handlers arrive while calls block: the calls go on, and the handlers run when the event loop turns.

const { Socket, listener } = require("./sockets.js");

let handled = 0;
for (const signal of ["SIGUSR2", "SIGCHLD", "SIGWINCH"]) process.on(signal, () => { handled += 1; });

setImmediate(() => { // after one turn, so that the handlers are there
  const server = listener();
  console.log("listening on", server.getSockName()[1]);
  const client = server.accept();
  console.log("accepted", handled);
  console.log("selected", Socket.select([client], null, null, 60000), handled);
  console.log("received", client.receive().toString());
  console.log("received", client.receive().toString(), handled);
  setInterval(() => {
    if (handled < 3) return;
    console.log("handled");
    process.exit();
  }, 1);
});
