import { Socket } from "teasocket";

console.log([...Socket.inetPton(Socket.PF_INET, "192.0.2.1")].join(" "));
console.log(Socket.inetPton(Socket.PF_INET6, "2001:db8::1").length);

/* prints
192 0 2 1
16
*/
