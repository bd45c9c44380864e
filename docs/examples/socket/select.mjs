import { Socket } from "teasocket";

const sockets = ["one", "two", "three"].map(() => new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1"));
sockets[1].send("hello", ...sockets[1].getSockName());

const read = [...sockets];
const ready = Socket.select(read, null, null, 5000);
console.log(ready, 0 in read, 1 in read, 2 in read); // what is not ready has left its place
read.forEach((socket) => console.log(`${socket.receive()}`));

/* prints
1 false true false
hello
*/
