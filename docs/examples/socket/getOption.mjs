import { Socket } from "teasocket";

const socket = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
console.log(socket.getOption("SO_REUSEPORT"), socket.getOption("SO_LINGER")); // by name, each value of its own kind
console.log(socket.getOption(Socket.SO_REUSEADDR)); // by number, a number
console.log(socket.getOption(Socket.SO_LINGER, 8).length); // the bytes of a structure
console.log(socket.getOption(Socket.TCP_KEEPCNT, null, Socket.IPPROTO_TCP) > 0); // of another level

/* prints
false null
0
8
true
*/
