import { Poller, Socket } from "teasocket";

const [left, right] = Socket.pair();
const poller = new Poller().add(right, "r");
left.send("hello");
console.log(poller.wait(5000).length);

poller.remove(right); // the socket itself stays open
console.log(poller.wait(0).length, `${right.receive()}`);

/* prints
1
0 hello
*/
