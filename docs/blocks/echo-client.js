// Before a block that is an echo server on port 7000 and goes on for ever: once that listens, asks it for one echo, and ends the program.
setImmediate(async () => {
  const { Socket } = await import("teasocket");
  const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
  await client.connectAsync("127.0.0.1", 7000);
  await client.sendAsync("hello");
  const answer = `${await client.receiveAsync({ timeout: 60_000 })}`;
  if (answer !== "hello") throw new Error(`the echo of hello was ${answer}`);
  (globalThis.process?.exit ?? globalThis.exit)(0);
});

