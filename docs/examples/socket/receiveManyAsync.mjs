import { Socket } from "teasocket";

const receiver = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
const receiving = receiver.receiveManyAsync(64, 1500, { timeout: 5000 });
receiver.send("hello", ...receiver.getSockName());
console.log((await receiving).join(" "));

/* prints
hello
*/
