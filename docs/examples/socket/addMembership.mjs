import { Socket } from "teasocket";

const group = "239.255.84.69";
const member = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("0.0.0.0").addMembership(group, "127.0.0.1");

const sender = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).setOption("IP_MULTICAST_IF", "127.0.0.1");
sender.send("to all members", group, member.getSockName()[1]);
console.log(`${member.receive()}`);

/* prints
to all members
*/
