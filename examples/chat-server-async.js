// A chat server with promises: one function for each client, all of them in the same thread.
//
//   tea examples/chat-server-async.js [PORT=7001]      # or node, bun, deno run -A
//   (then, in several terminals: telnet 127.0.0.1 7001)
//
// Port 0 takes a free one; the first line says which. The first line of a client is its name, each further one goes to all others. Ctrl+C says
// goodbye to everybody and ends; in the runner, which has no signals, it just ends.
// A client that does not read must not hold up the others: nobody waits for what is sent to it. What it has not taken yet is in the socket's
// own queue, which has a limit here, or one sleeping client would fill the memory. chat-server.js does the same with select.
"use strict";

const { Socket, SocketError } = require("teasocket");
const { args, fail, isPort, usage } = require("./shared/command-line.js").commandLine("chat-server-async.js [PORT=7001]");

const lineLimit = 4096; // characters
const queueLimit = 1024 * 1024; // characters
const clientLimit = 200; // further clients wait in the listen queue
const patience = 1000; // milliseconds in which a client has to take the goodbye, and all before it

class Client {
  constructor(socket) {
    this.socket = socket;
    this.name = undefined; // until its first line has come
    this.queued = 0; // characters that it has not taken yet
  }

  /** The lines that come from it, until it has finished, or sends one without an end. */
  async *lines() {
    const decoder = new TextDecoder();
    let partial = ""; // the beginning of a line whose end has not come yet
    for await (const data of this.socket) {
      const lines = (partial + decoder.decode(data, { stream: true })).split(/\r?\n/);
      partial = lines.pop();
      yield* lines;
      if (partial.length > lineLimit) return;
    }
  }

  /** Sends a line behind those before it. Whoever cannot take it is not there any more. */
  tell(line) {
    this.queued += line.length;
    if (this.queued > queueLimit) this.socket.close();
    this.socket.sendAsync(`${line}\n`).then(
      () => { this.queued -= line.length; },
      () => this.socket.close(), // which also ends lines()
    );
  }

  /** Ends the conversation as if the client had finished: what has been sent to it still arrives. */
  stop() {
    try {
      this.socket.shutdown("read");
    } catch (error) {
      if (!(error instanceof SocketError)) throw error; // it has gone by itself
    }
  }
}

function tellOthers(line, sender, clients) {
  for (const client of clients) {
    if (client !== sender && client.name !== undefined) client.tell(line);
  }
}

/** All that is done with one client, from its name to the goodbye. */
async function converse(client, clients) {
  clients.add(client);
  try {
    for await (const line of client.lines()) {
      if (client.name === undefined) {
        client.name = line;
        tellOthers(`* ${line} has come`, client, clients);
      } else {
        tellOthers(`${client.name}: ${line}`, client, clients);
      }
    }
    await client.socket.sendAsync("* goodbye\n", { timeout: patience });
  } catch (error) {
    if (!(error instanceof SocketError)) throw error; // a broken connection ends, the server goes on
  }
  client.socket.close();
  clients.delete(client);
  if (client.name !== undefined) tellOthers(`* ${client.name} has gone`, client, clients);
}

/** Serves until the listener is closed, and everybody has gone. */
async function serve(listener, clients) {
  const conversations = new Set();
  for await (const socket of listener) {
    const conversation = converse(new Client(socket), clients).then(() => conversations.delete(conversation));
    conversations.add(conversation);
    if (conversations.size >= clientLimit) await Promise.race(conversations);
  }
  await Promise.all(conversations);
}

const [port = "7001", ...rest] = args;
if (rest.length > 0 || !isPort(port)) usage();

try {
  const listener = new Socket(Socket.PF_INET, Socket.SOCK_STREAM)
    .setOption("SO_REUSEADDR", true) // else the port stays taken for a while after a restart
    .bind("127.0.0.1", port)
    .listen();
  const clients = new Set();
  globalThis.process?.once("SIGINT", () => {
    listener.close();
    for (const client of clients) client.stop();
  });
  console.log(`listening on ${listener.getSockName().join(":")}`);
  serve(listener, clients).catch(fail);
} catch (error) {
  fail(error);
}
