import { Socket } from "teasocket";

const first = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
const name = first.getSockName();

const second = Socket.fromDescriptor(first.detach()); // what kind of socket it is, the system is asked
console.log(second.type === Socket.SOCK_DGRAM, second.getSockName()[1] === name[1], first.fd);

/* prints
true true -1
*/
