import { Socket } from "teasocket";

const [left, right] = Socket.pair();
right.setOption("SO_PASSCRED", true);
const receiving = right.receiveMessageAsync({ size: 100 }, { timeout: 5000 });
left.send("who am I?");

const { data, credentials } = await receiving;
console.log(`${data}`, credentials.pid > 0);

/* prints
who am I? true
*/
