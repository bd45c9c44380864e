import { Socket } from "teasocket";

const socket = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).setOption("IP_RECVTTL", true).bind("127.0.0.1");
const [address, port] = socket.getSockName();

await socket.sendMessageAsync({ data: "not far", address, port, ttl: 3 }, { timeout: 5000 });
const { data, ttl } = socket.receiveMessage();
console.log(`${data}: ${ttl}`);

/* prints
not far: 3
*/
