import { Poller, Socket } from "teasocket";

const [left, right] = Socket.pair();
const poller = new Poller().add(right, "r");
poller.close();

left.send("hello");
console.log(`${right.receive()}`); // the sockets stay open
try {
  poller.wait(0);
} catch (error) {
  console.log(error.code);
}

/* prints
hello
EBADF
*/
