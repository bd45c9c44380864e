import { Socket } from "teasocket";

console.log(Socket.getProtoByName("icmp"));

try {
  Socket.getProtoByName("no such protocol");
} catch (error) {
  console.log(error.code);
}

/* prints
1
EPROTONOSUPPORT
*/
