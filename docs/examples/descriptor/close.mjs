import { Socket } from "teasocket";

const [left, right] = Socket.pair();
left.sendMessage({ data: "2 files", descriptors: [2, 2] });

const { descriptors } = right.receiveMessage();
for (const descriptor of descriptors) descriptor.close();
console.log(descriptors.map(({ fd }) => fd).join(" "));

/* prints
-1 -1
*/
