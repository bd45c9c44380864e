import { Socket } from "teasocket";

const [left, right] = Socket.pair();
left.sendMessage({ data: "an open file", descriptors: [2] }); // the standard error of this process

const { data, descriptors: [descriptor] } = right.receiveMessage();
console.log(`${data}: ${descriptor.fd > 2}`); // a number of its own
descriptor.close();
console.log(descriptor.fd);

/* prints
an open file: true
-1
*/
