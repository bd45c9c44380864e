// Answers each request with "hello" by Deno.serve.
"use strict";

Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: ({ port }) => console.log(port) }, () => new Response("hello\n"));
