import { Socket } from "teasocket";

const { host, service } = await Socket.getNameInfoAsync("127.0.0.1", Socket.PF_INET, 22, { timeout: 5000 });
console.log(Socket.getAddrInfo(host), service);

/* prints
127.0.0.1 ssh
*/
