// Sends back what comes on each connection, by Deno.listen.
"use strict";

const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
console.log(listener.addr.port);

async function echo(connection) {
  const buffer = new Uint8Array(65536);
  try {
    for (let length; (length = await connection.read(buffer)) !== null;) {
      for (let sent = 0; sent < length;) sent += await connection.write(buffer.subarray(sent, length));
    }
  } catch { /* the client has gone */ }
  connection.close();
}

(async () => {
  for await (const connection of listener) echo(connection);
})();
