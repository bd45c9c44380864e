import { Socket } from "teasocket";

const [left, right] = Socket.pair();
left.close();
left.close(); // does nothing
console.log(right.receive().length, left.fd);

try {
  left.send("too late");
} catch (error) {
  console.log(error.code);
}

/* prints
0 -1
EBADF
*/
