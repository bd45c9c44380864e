import { Socket } from "teasocket";

const group = "239.255.84.70";
const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("0.0.0.0");
socket.addMembership(group, "127.0.0.1").dropMembership(group, "127.0.0.1");

try {
  socket.dropMembership(group, "127.0.0.1");
} catch (error) {
  console.log(error.code);
}

/* prints
EADDRNOTAVAIL
*/
