"use strict";

// Ends by itself, though none of these is closed: only what is waited for keeps a process alive.

const { unlinkSync } = require("node:fs");
const { join } = require("node:path");
const { Socket } = require("teasocket");
const { UServer, USocket } = require("@teasocket/usocket");

const path = join(process.env.TEASOCKET_TMP, "socket");
const pair = () => Socket.pair().map((fd) => new USocket({ fd }));

const [unread, peer] = pair();
const [unreferenced, other] = pair();
unreferenced.resume().unref();
global.kept = [unread, peer, unreferenced, other];

const server = new UServer();
server.pause();
server.listen(path, () => {
  const client = new USocket(path, () => {
    client.end();
    console.log("connected");
    const idle = new UServer().unref();
    unlinkSync(path);
    idle.listen(path, () => console.log("listening"));
    kept.push(server, client, idle);
    client.unref();
  });
});
