import { Socket } from "teasocket";

const [left, right] = Socket.pair();
const buffer = new Uint8Array(16);
left.send("abc");
left.send("def");

let length = right.receiveInto(buffer, 0, 3);
length += right.receiveInto(buffer, length); // behind it, as much as there is room for
console.log(length, new TextDecoder().decode(buffer.subarray(0, length)));

/* prints
6 abcdef
*/
