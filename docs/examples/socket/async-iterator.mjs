import { Socket } from "teasocket";

const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
for (const name of ["one", "two"]) {
  const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
  client.connect(server.getSockName());
  client.send(`${name}\n`);
  client.close();
}

let count = 0;
for await (const client of server) { // connections
  for await (const data of client) console.log(`${data}`.trim()); // what one sends, until its end
  client.close();
  if (++count === 2) break; // leaves the server open
}

/* prints
one
two
*/
