// For `import`: the very classes that `require` gives.
import teasocket from "./index.js";

export const { Socket, SocketError } = teasocket;
export default teasocket;
