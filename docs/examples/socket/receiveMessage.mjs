import { Socket } from "teasocket";

const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
socket.setOption("IP_PKTINFO", true).setOption("SO_TIMESTAMPNS", true);
socket.send("hello", ...socket.getSockName());

const { data, truncated, packetInfo, timestamp } = socket.receiveMessage({ size: 4 });
console.log(`${data}`, truncated, packetInfo.destination, typeof timestamp);

// Into memory of one's own, in two parts:
const [head, body] = [new Uint8Array(2), new Uint8Array(100)];
socket.send("hello", ...socket.getSockName());
const { bytes } = socket.receiveMessage({ into: [head, body] });
console.log(bytes, String.fromCharCode(...head), String.fromCharCode(...body.subarray(0, bytes - head.length)));

/* prints
hell true 127.0.0.1 bigint
5 he llo
*/
