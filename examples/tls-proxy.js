// A proxy that speaks TLS to the world and plain TCP to the server behind it: many clients at once, on one thread, by promises.
//
//   openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost \
//     -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem
//   tea examples/tls-proxy.js cert.pem key.pem LISTEN_PORT HOST PORT
//   curl --cacert cert.pem https://localhost:LISTEN_PORT/
//
// LISTEN_PORT 0 takes a free one; the first line says which. HOST is an address. When one side has finished, the other is told and may go on
// sending; when one breaks, so does the other. Runs until it is stopped (Ctrl+C).
"use strict";

const { Socket, SocketError } = require("teasocket");
const { TLS } = require("tls");
const { args, fail, isPort, usage } = require("./shared/command-line.js").commandLine("tls-proxy.js CERTIFICATE KEY LISTEN_PORT HOST PORT");

const connectionLimit = 400; // two descriptors each; further clients wait in the listen queue
const patience = 10_000; // milliseconds for a client's handshake, and for the server to answer

/** Passes on what a client says, and its goodbye. */
async function passIn(client, server) {
  for (let data; (data = await client.receiveAsync()).length > 0;) await server.sendAsync(data);
  server.shutdown("write");
}

/** Passes on what the server says, and its end. */
async function passOut(server, client) {
  for await (const data of server) await client.sendAsync(data);
  await client.closeAsync();
}

async function forward(socket, { certificate, key, host, port }) {
  const server = new Socket(host.includes(":") ? Socket.PF_INET6 : Socket.PF_INET, Socket.SOCK_STREAM);
  try {
    const client = new TLS(socket.setOption("TCP_NODELAY", true)).useCertificate(certificate).usePrivateKey(key);
    await client.acceptAsync({ timeout: patience });
    await server.connectAsync(host, port, { timeout: patience });
    await Promise.all([passIn(client, server), passOut(server.setOption("TCP_NODELAY", true), client)]);
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    console.error(`tls-proxy: ${error.message}`);
  }
  for (const one of [socket, server]) one.close(); // which also ends the direction that is left, after an error in the other
}

async function serve(listener, target) {
  const connections = new Set();
  for await (const client of listener) {
    const connection = forward(client, target).then(() => connections.delete(connection));
    connections.add(connection);
    if (connections.size >= connectionLimit) await Promise.race(connections);
  }
}

const [certificate, key, listenPort, host, port, ...rest] = args;
if (port === undefined || rest.length > 0 || !isPort(listenPort) || !isPort(port)) usage();

try {
  const [unused, other] = Socket.pair();
  new TLS(unused).useCertificate(certificate).usePrivateKey(key); // or each client would find out that they are wrong
  for (const one of [unused, other]) one.close();
  const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM)
    .setOption("SO_REUSEADDR", true) // else the port stays taken for a while after a restart
    .bind("127.0.0.1", listenPort)
    .listen();
  console.log(`listening on ${listener.getSockName().join(":")}`);
  serve(listener, { certificate, key, host, port }).catch(fail);
} catch (error) {
  fail(error);
}
