import { Socket } from "teasocket";

const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
const accepting = server.acceptAsync({ timeout: 5000 });

const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
client.connect(server.getSockName());

const peer = await accepting;
await peer.sendAsync("welcome");
console.log(`${await client.receiveAsync()}`);

/* prints
welcome
*/
