"use strict";

// A listening socket and a file that go from one process to another, which may run in another host: `passed-on.js send PATH` waits for
// `passed-on.js receive PATH`, passes them, and asks who answers.

const fs = require("node:fs");
const { Socket, listener } = require("./sockets.js");
const [role, path] = process.argv.slice(2);

function send() {
  const server = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM).bind(path).listen();
  console.log("listening on", path);
  const peer = server.accept();
  const clients = listener().setBlocking(false);
  const file = fs.openSync(__filename);
  peer.sendMessage({ data: "here", descriptors: [clients, file] });
  const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
  client.connect(clients.getSockName());
  clients.close();
  fs.closeSync(file);
  let answer = "";
  for (let part; (part = client.receive()).length > 0;) answer += part;
  console.log(answer);
}

function receive() {
  const peer = new Socket(Socket.PF_UNIX, Socket.SOCK_STREAM);
  peer.connect(path);
  const { data, descriptors: [clients, file] } = peer.receiveMessage();
  Socket.select([clients]);
  const client = clients.accept();
  const first = fs.readFileSync(`/proc/self/fd/${file.fd}`).subarray(0, 12); // Deno's numbers are not the system's
  client.send(`${data}: ${clients.constructor.name} and ${file.constructor.name} ${first}, blocking: ${clients.accept() !== false}`);
  client.close();
}

(role === "send" ? send : receive)();
