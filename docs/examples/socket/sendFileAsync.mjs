import { Socket } from "teasocket";

const [left, right] = Socket.pair();
const sending = left.sendFileAsync("/proc/self/exe", 1, 3, { timeout: 5000 }); // three bytes of the program that runs this
console.log(`${await right.receiveAsync()}`, await sending);

/* prints
ELF 3
*/
