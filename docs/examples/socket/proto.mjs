import { Socket } from "teasocket";

console.log(new Socket(Socket.PF_INET, Socket.SOCK_STREAM).proto); // the usual one for the type
console.log(new Socket(Socket.PF_INET, Socket.SOCK_STREAM, Socket.IPPROTO_TCP).proto);

/* prints
0
6
*/
