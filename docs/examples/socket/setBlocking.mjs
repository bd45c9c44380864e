import { Socket } from "teasocket";

const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1").setBlocking(false);
console.log(socket.receive()); // nothing there, and no wait

socket.send("hello", ...socket.getSockName());
Socket.select([socket]);
console.log(`${socket.receive()}`);

/* prints
false
hello
*/
