import { Socket } from "teasocket";

const server = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
const client = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
const receiving = server.receiveFromAsync({ timeout: 5000 });
client.send("hello", ...server.getSockName());

const { data, address, port } = await receiving;
console.log(`${data} from ${address}`, port === client.getSockName()[1]);

/* prints
hello from 127.0.0.1 true
*/
