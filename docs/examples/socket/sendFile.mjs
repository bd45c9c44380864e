import { Socket } from "teasocket";

const [left, right] = Socket.pair();
console.log(left.sendFile("/proc/self/exe", 1, 3)); // three bytes of the program that runs this, from the second on
console.log(`${right.receive()}`);

try {
  left.sendFile("/no/such/file");
} catch (error) {
  console.log(error.code, error.path);
}

/* prints
3
ELF
ENOENT /no/such/file
*/
