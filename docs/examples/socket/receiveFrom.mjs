import { Socket } from "teasocket";

const server = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
const client = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
client.send("what time is it?", ...server.getSockName());

const { data, address, port } = server.receiveFrom();
server.send(`you asked: ${data}`, address, port);
console.log(`${client.receive()}`);

/* prints
you asked: what time is it?
*/
