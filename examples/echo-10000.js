// An echo server for ten thousand clients at once, in one thread: each gets back what it sends.
//
//   ulimit -n 11000
//   tea examples/echo-10000.js [PORT=7007]      # or node, bun, deno run -A
//
// Port 0 takes a free one; the first line says which. Runs until it is stopped (Ctrl+C).
// A client that waits costs its descriptor, its function and one promise: no thread, no buffer, and no processor time. Each is read from again
// only when it has taken its echo. Where the descriptors do not suffice, further clients wait in the listen queue until others leave.
"use strict";

const { Socket, SocketError } = require("teasocket");
const { args, fail, isPort, usage } = require("./shared/command-line.js").commandLine("echo-10000.js [PORT=7007]");

let count = 0; // clients that are here now
let onLeaving = () => {}; // called when one of them has left

async function echo(client) {
  count += 1;
  if (count % 1000 === 0) console.log(`${count} clients`);
  try {
    for await (const data of client) await client.sendAsync(data);
  } catch (error) {
    if (!(error instanceof SocketError)) throw error; // a broken connection ends, the server goes on
  }
  client.close();
  count -= 1;
  onLeaving();
}

const oneLeaves = () => new Promise((resolve) => { onLeaving = resolve; });

async function serve(listener) {
  for (;;) {
    try {
      for await (const client of listener) echo(client);
    } catch (error) {
      if (error.code !== "EMFILE" || count === 0) throw error;
      console.error(`echo-10000: no descriptors for more than ${count} clients: see ulimit -n`);
      await oneLeaves();
    }
  }
}

const [port = "7007", ...rest] = args;
if (rest.length > 0 || !isPort(port)) usage();

try {
  const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM)
    .setOption("SO_REUSEADDR", true) // else the port stays taken for a while after a restart
    .bind("127.0.0.1", port)
    .listen(); // with the longest queue that the system grants
  console.log(`listening on ${listener.getSockName().join(":")}`);
  serve(listener).catch(fail);
} catch (error) {
  fail(error);
}
