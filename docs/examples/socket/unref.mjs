import { Socket } from "teasocket";

const control = new Socket(Socket.PF_INET, Socket.SOCK_DGRAM).bind("127.0.0.1");
control.unref().receiveAsync().then((data) => console.log(`told: ${data}`));

console.log("nothing else to do, so the process ends");

/* prints
nothing else to do, so the process ends
*/
