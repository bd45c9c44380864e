import { Socket } from "teasocket";

const { host, service } = Socket.getNameInfo("127.0.0.1", Socket.PF_INET, 443);
console.log(Socket.getAddrInfo(host), service);
console.log(host === Socket.getNameInfo("127.0.0.1"));

/* prints
127.0.0.1 https
true
*/
