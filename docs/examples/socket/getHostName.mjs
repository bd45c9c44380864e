import { Socket } from "teasocket";

const name = Socket.getHostName();
console.log(typeof name, name.length > 0);

/* prints
string true
*/
