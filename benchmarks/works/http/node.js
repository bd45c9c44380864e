// Answers each request with "hello" by node:http.
"use strict";

const http = require("node:http");

const server = http.createServer((request, response) => {
  response.writeHead(200, { "Content-Type": "text/plain", "Content-Length": 6 });
  response.end("hello\n");
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
