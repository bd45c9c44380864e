import { Poller, Socket } from "teasocket";

const sockets = Array.from({ length: 100 }, () => new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1"));
const poller = new Poller();
for (const socket of sockets) poller.add(socket, "r");

sockets[42].send("hello", ...sockets[42].getSockName());
for (const { socket, events } of poller.wait(5000)) console.log(sockets.indexOf(socket), events, `${socket.receive()}`);
poller.close();

/* prints
42 r hello
*/
