"use strict";

// The inspector answers beside the module. Run with --inspect=127.0.0.1:0.

const http = require("node:http");
const inspector = require("node:inspector");
const { exchange } = require("./sockets.js");

exchange();
const { host } = new URL(inspector.url());
http.get(`http://${host}/json/list`, async (response) => {
  let body = "";
  for await (const part of response) body += part;
  exchange();
  const [target] = JSON.parse(body);
  console.log(response.statusCode, target.type, target.webSocketDebuggerUrl === inspector.url());
});
