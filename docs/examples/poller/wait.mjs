import { Poller, Socket } from "teasocket";

const server = new Socket(Socket.PF_INET, Socket.SOCK_STREAM).bind("127.0.0.1").listen();
const client = new Socket(Socket.PF_INET, Socket.SOCK_STREAM);
client.connect(server.getSockName());
client.send("hello");
client.shutdown();

// A server for any number of clients: what is told of is the listener, or a client.
const poller = new Poller().add(server, "r");
for (let open = true; open;) {
  for (const { socket } of poller.wait()) {
    if (socket === server) {
      poller.add(server.accept(), "r");
      continue;
    }
    const data = socket.receive();
    console.log(data.length > 0 ? `${data}` : "the client has gone");
    if (data.length === 0) {
      socket.close(); // and leaves the poller by itself
      open = false;
    }
  }
}

/* prints
hello
the client has gone
*/
