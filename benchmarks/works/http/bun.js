// Answers each request with "hello" by Bun.serve.
"use strict";

const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response("hello\n") });
console.log(server.port);
