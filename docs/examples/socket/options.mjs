import { Socket } from "teasocket";

const keepIdle = Socket.options().find(({ name }) => name === "TCP_KEEPIDLE");
console.log(keepIdle.kind, keepIdle.readable, keepIdle.writable);

const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).setOption("TCP_KEEPIDLE", 30);
const present = Socket.options(socket); // with their values
console.log(present.length > 20, present.find(({ name }) => name === "TCP_KEEPIDLE").value);

/* prints
number true true
true 30
*/
