import { Socket } from "teasocket";

for (const port of [22, 80]) console.log(`${port} is ${Socket.getServByPort(port, "tcp")}`);

/* prints
22 is ssh
80 is http
*/
