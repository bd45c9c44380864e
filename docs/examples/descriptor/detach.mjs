import { Socket } from "teasocket";

const [left, right] = Socket.pair();
left.sendMessage({ data: "1", descriptors: [2] });
const [descriptor] = right.receiveMessage().descriptors;

const fd = descriptor.detach(); // whoever takes the number now has to close it
console.log(fd > 2, descriptor.fd);

/* prints
true -1
*/
