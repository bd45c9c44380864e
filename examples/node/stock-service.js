// A small service on a Unix datagram socket: tells how many of an article are in stock. http-and-datagrams.js asks it.
//
//   node examples/node/stock-service.js [PATH=@tea-stock] [ARTICLE=COUNT...]      # or bun, deno run -A
//
// A request is "ID ARTICLE", its answer "ID COUNT", or "ID unknown". PATH as in unix-server.js. Runs until it is stopped (Ctrl+C).
"use strict";

const { Socket } = require("teasocket");
const { args, fail, usage } = require("../shared/command-line.js").commandLine("stock-service.js [PATH=@tea-stock] [ARTICLE=COUNT...]");

async function serve(socket, stock) {
  for await (const { data, address } of socket) {
    const [id, article] = data.toString().split(" ");
    // Who asks and does not read has a full queue: the answer waits there, and no other behind it.
    socket.sendAsync(`${id} ${stock.get(article) ?? "unknown"}`, address, { timeout: 1000 }).catch((error) => {
      console.error(`stock-service: ${error.message}`);
    });
  }
}

const [path = "@tea-stock", ...articles] = args;
if (path === "" || path === "@" || articles.some((text) => !/^[^ =]+=\d+$/.test(text))) usage();

try {
  const stock = new Map((articles.length > 0 ? articles : ["apples=12", "pears=0"]).map((text) => text.split("=")));
  const socket = new Socket(Socket.PF_UNIX, Socket.SOCK_DGRAM).bind(path.startsWith("@") ? `\0${path.slice(1)}` : path);
  console.log(`listening on ${path}`);
  serve(socket, stock).catch(fail);
} catch (error) {
  fail(error);
}
