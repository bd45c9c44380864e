import * as teasocket from "./index.js";

export * from "./index.js";

/** What `require("teasocket")` gives: an object with the classes `Socket` and `SocketError`. */
export default teasocket;
