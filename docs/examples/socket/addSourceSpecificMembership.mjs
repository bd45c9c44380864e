import { Socket } from "teasocket";

const group = "232.84.69.65";
const member = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("0.0.0.0");
member.addSourceSpecificMembership("127.0.0.2", group, "127.0.0.1");

for (const source of ["127.0.0.1", "127.0.0.2"]) {
  const sender = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind(source).setOption("IP_MULTICAST_IF", "127.0.0.1");
  sender.send(`from ${source}`, group, member.getSockName()[1]);
}
console.log(`${member.receive()}`); // of one source alone

/* prints
from 127.0.0.2
*/
