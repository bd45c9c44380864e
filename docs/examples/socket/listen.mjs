import { Socket } from "teasocket";

const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).setOption("SO_REUSEADDR", true).bind("127.0.0.1").listen();
console.log(server.getOption("SO_ACCEPTCONN"));

/* prints
true
*/
