// A server that is restarted without refusing anybody: the new process asks the old one for its listening socket, which comes as a
// descriptor through a Unix socket (SCM_RIGHTS in unix(7)). Connections that wait to be accepted stay in it, whoever accepts them.
//
//   tea examples/restart.js NAME [PATH=/tmp/restart.sock] [PORT=8080]      # start; and again, under another NAME, to replace it
//   node examples/restart.js NAME [PATH] [PORT]                            # the one may be tea, the other Node
//
// Each answers a connection with its name. The old one ends when it has handed the socket over.
"use strict";

// What differs between the two programs: the module's name, the arguments' place and the way to end.
const inNode = typeof process !== "undefined";
const { Socket, SocketError } = require(inNode ? "teasocket" : "socket");
const [name, path = "/tmp/restart.sock", port = "8080", ...rest] = inNode ? process.argv.slice(2) : system.args.slice(1);
const end = inNode ? process.exit : exit;
if (name === undefined || rest.length > 0 || !/^\d{1,5}$/.test(port) || port > 65535) {
  console.error(`usage: ${inNode ? "node" : "tea"} restart.js NAME [PATH=/tmp/restart.sock] [PORT=8080]`);
  end(2);
}

/** The two sockets of a server: the one for clients, and the one at which a successor asks. */
function open() {
  const clients = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).setOption(Socket.SO_REUSEADDR, true).bind("127.0.0.1", port).listen();
  const successors = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM).bind(path).listen();
  return { clients, successors };
}

/** The same two sockets from the server that has them; undefined when there is none. */
function takeOver() {
  const predecessor = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
  try {
    predecessor.connect(path);
  } catch (error) {
    if (error instanceof SocketError && error.code === "ENOENT") return undefined;
    throw error;
  }
  const { data, descriptors } = predecessor.receiveMessage();
  if (descriptors?.length !== 2) throw new Error(`${path} has sent no sockets`);
  console.log(`${name}: took over from ${data}`);
  const [clients, successors] = descriptors;
  predecessor.send("thanks"); // only now the other one may go
  return { clients, successors };
}

function answer(clients) {
  const client = clients.accept();
  client.send(`${name}\n`);
  client.close();
}

/** Hands both sockets to whoever asks for them; true when they have arrived. */
function handOver({ clients, successors }) {
  const successor = successors.accept();
  successor.sendMessage({ data: name, descriptors: [clients, successors] });
  const thanks = successor.receive();
  successor.close();
  return thanks.length > 0;
}

const sockets = takeOver() ?? open();
console.log(`${name}: listening on 127.0.0.1:${sockets.clients.getSockName()[1]}`);
for (let isOver = false; !isOver;) {
  const ready = [sockets.clients, sockets.successors];
  Socket.select(ready);
  if (0 in ready) answer(sockets.clients);
  if (1 in ready) isOver = handOver(sockets);
}
console.log(`${name}: replaced`);
end(0);
