import { Socket } from "teasocket";

console.log(Socket.getServByName("https"));
console.log(Socket.getServByName("domain", "udp"));

/* prints
443
53
*/
