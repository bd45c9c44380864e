import { Socket } from "teasocket";

const [left, right] = Socket.pair();
const buffer = new Uint8Array(16);
const receiving = right.receiveIntoAsync(buffer, 8, null, { timeout: 5000 });
left.send("hello");

console.log(await receiving, new TextDecoder().decode(buffer.subarray(8, 13)));

/* prints
5 hello
*/
