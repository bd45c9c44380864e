import { createServer } from "node:net";
import { getOption, setOption } from "teasocket";

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  setOption(server, "TCP_DEFER_ACCEPT", 5); // which node:net has no call for
  console.log(getOption(server, "TCP_DEFER_ACCEPT") >= 5);
  server.close();
});

/* prints in node, bun: Deno tells no descriptor of a TCP socket, and the runner has no node:net
true
*/
