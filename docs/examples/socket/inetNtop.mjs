import { Socket } from "teasocket";

console.log(Socket.inetNtop(Socket.PF_INET, new Uint8Array([192, 0, 2, 1])));

const bytes = new Uint8Array(16);
bytes[15] = 1;
console.log(Socket.inetNtop(Socket.PF_INET6, bytes));

/* prints
192.0.2.1
::1
*/
