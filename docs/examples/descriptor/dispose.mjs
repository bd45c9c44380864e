import { Socket } from "teasocket";

const [left, right] = Socket.pair();
left.sendMessage({ data: "1", descriptors: [2] });

// Where the engine knows the syntax: using descriptor = right.receiveMessage().descriptors[0];
const [descriptor] = right.receiveMessage().descriptors;
descriptor[Symbol.dispose]();
console.log(descriptor.fd);

/* prints
-1
*/
