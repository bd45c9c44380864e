// A service that tells systemd when it is ready, how it is doing, and that it is alive (sd_notify(3)).
//
//   node examples/node/sd-notify.js [PORT=7004]
//
// started by a unit with
//
//   [Service]
//   Type=notify
//   WatchdogSec=30
//   ExecStart=/usr/bin/node /path/to/sd-notify.js
//
// It answers HTTP requests on 127.0.0.1. Without systemd: NOTIFY_SOCKET=@name, or a path, where a datagram socket waits.
"use strict";

const http = require("node:http");
const { SocketError, sdNotify, sdWatchdogInterval } = require("teasocket");

function fail(message) {
  console.error(`sd-notify: ${message}`);
  process.exit(1);
}

/** For notices that the service cannot do without. */
function notifyOrFail(state) {
  try {
    if (!sdNotify(state)) fail("NOTIFY_SOCKET is not set: systemd sets it for units of Type=notify");
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    fail(`${process.env.NOTIFY_SOCKET}: ${error.message}`);
  }
}

const isPort = (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;

const [port = "7004", ...rest] = process.argv.slice(2);
if (rest.length > 0 || !isPort(port)) {
  console.error("usage: node sd-notify.js [PORT=7004]");
  process.exit(2);
}

let requests = 0;
const server = http.createServer((request, response) => {
  requests++;
  notifyOrFail({ STATUS: `${requests} requests answered` });
  response.end("hello\n");
});
server.on("error", (error) => fail(error.message));
server.listen(Number(port), "127.0.0.1", () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  notifyOrFail({ READY: 1, STATUS: `Listening on ${url}` });
  console.log(`listening on ${url}`);
  const time = sdWatchdogInterval();
  if (time !== null) setInterval(notifyOrFail, time / 2, "WATCHDOG=1");
});
process.on("SIGTERM", () => {
  notifyOrFail("STOPPING=1");
  process.exit();
});
