// Accepts connections by Deno.listen, sends a byte to each, and ends when the first has been closed.
"use strict";

const byte = new Uint8Array(1);

async function main() {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  console.log(listener.addr.port);
  const sockets = [];
  for await (const socket of listener) {
    sockets.push(socket);
    await socket.write(byte);
    if (sockets.length === 1) socket.read(byte).finally(() => Deno.exit());
  }
}

main();
