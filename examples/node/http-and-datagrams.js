// An HTTP server of node:http whose requests ask a service on a Unix datagram socket, which node:dgram does not have. Nothing blocks: while
// an answer is awaited, the same thread takes further requests.
//
//   node examples/node/stock-service.js &
//   node examples/node/http-and-datagrams.js [PORT=7006] [PATH=@tea-stock]      # or bun, deno run -A
//   curl http://127.0.0.1:7006/stock/apples
//
// Port 0 takes a free one; the first line says which. PATH is the service's, as in unix-server.js.
"use strict";

const http = require("node:http");
const { Socket, SocketError } = require("teasocket");
const { args, fail, isPort, usage } = require("../shared/command-line.js").commandLine("http-and-datagrams.js [PORT=7006] [PATH=@tea-stock]");

const patience = 2000; // milliseconds to wait for the service

/** Asks the service; any number of questions at once, through one socket. */
class StockService {
  constructor(path) {
    this.path = path;
    this.waiting = new Map(); // by the id of the question: who waits for its answer
    this.lastId = 0;
    this.socket = new Socket(Socket.PF_UNIX, Socket.SOCK_DGRAM).bind(`\0http-and-datagrams-${process.pid}`); // where the answers come to
  }

  /** Gives the answers to those who wait for them. */
  async receive() {
    for await (const { data } of this.socket) {
      const [id, answer] = data.toString().split(" ");
      this.waiting.get(Number(id))?.(answer); // or it comes too late
    }
  }

  /** @returns {Promise<string>} the answer; undefined when none has come in time */
  async ask(question) {
    this.lastId += 1;
    const id = this.lastId;
    let timer;
    const answer = new Promise((resolve) => {
      this.waiting.set(id, resolve);
      timer = setTimeout(resolve, patience);
    });
    try {
      // By its path each time, not connected: a service that is started again is the same to us.
      await this.socket.sendAsync(`${id} ${question}`, this.path, { timeout: patience });
      return await answer;
    } finally {
      clearTimeout(timer);
      this.waiting.delete(id);
    }
  }
}

async function respond(request, response, service) {
  const [, article] = /^\/stock\/([\w-]+)$/.exec(request.url) ?? [];
  if (article === undefined) return response.writeHead(404).end("ask for /stock/ARTICLE\n");
  const answer = await service.ask(article);
  if (answer === undefined) return response.writeHead(504).end("the service does not answer\n");
  if (answer === "unknown") return response.writeHead(404).end(`there is no article ${article}\n`);
  return response.end(`${answer}\n`);
}

const [port = "7006", path = "@tea-stock", ...rest] = args;
if (rest.length > 0 || !isPort(port) || path === "" || path === "@") usage();

const service = new StockService(path.startsWith("@") ? `\0${path.slice(1)}` : path);
service.receive().catch(fail);
const server = http.createServer((request, response) => {
  respond(request, response, service).catch((error) => {
    if (!(error instanceof SocketError)) throw error;
    console.error(`http-and-datagrams: ${error.message}`); // no service is there, or its queue is full
    response.writeHead(503).end("the service cannot be asked\n");
  });
});
server.on("error", (error) => {
  console.error(`http-and-datagrams: ${error.message}`);
  process.exit(1);
});
server.listen(Number(port), "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}/`));
