import { Socket } from "teasocket";

const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
const name = server.getSockName();

const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
console.log(await client.connectAsync(name, { timeout: 5000 }));

server.close();
const late = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
await late.connectAsync(name).catch((error) => console.log(error.code));

/* prints
true
ECONNREFUSED
*/
