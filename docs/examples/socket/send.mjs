import { Socket } from "teasocket";

const [left, right] = Socket.pair();
console.log(left.send("café"), left.send(new Uint8Array([33]))); // text as UTF-8, and bytes
console.log(`${right.receive()}`);

// To an address:
const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
socket.send("to myself", ...socket.getSockName());
console.log(`${socket.receive()}`);

/* prints
true true
café!
to myself
*/
