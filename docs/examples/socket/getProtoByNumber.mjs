import { Socket } from "teasocket";

const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM, Socket.IPPROTO_UDP);
console.log(Socket.getProtoByNumber(socket.proto));

/* prints
udp
*/
