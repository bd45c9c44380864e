import { Socket } from "teasocket";

const group = "232.84.69.66";
const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("0.0.0.0");
for (const source of ["127.0.0.2", "127.0.0.3"]) socket.addSourceSpecificMembership(source, group, "127.0.0.1");
socket.dropSourceSpecificMembership("127.0.0.3", group, "127.0.0.1"); // the other one stays

for (const source of ["127.0.0.3", "127.0.0.2"]) {
  const sender = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind(source).setOption("IP_MULTICAST_IF", "127.0.0.1");
  sender.send(`from ${source}`, group, socket.getSockName()[1]);
}
console.log(`${socket.receive()}`);

/* prints
from 127.0.0.2
*/
