import { Socket } from "teasocket";

const [client, server] = Socket.pair();
client.send("question");
client.shutdown(); // nothing more will come from here

let question = "";
for (let part; (part = server.receive()).length > 0;) question += part;
server.send(`answer to the ${question}`);
console.log(`${client.receive()}`);

/* prints
answer to the question
*/
