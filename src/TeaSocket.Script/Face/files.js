// Sending files.
(function (host) {
  "use strict";

  const { natives, check, checked, errors, Socket } = host;
  const { indexOf } = host.intrinsics;
  const { WOULD_BLOCK } = host.results;

  const FILE = "pathOrDescriptor";
  const MOST = Number.MAX_SAFE_INTEGER;

  /** @returns {{file: number, path: string, first: number, most: number}} a descriptor or, where that is -1, a path; -1 for what is left out */
  host.fileArguments = function (pathOrDescriptor, offset, count) {
    const isPath = typeof pathOrDescriptor === "string";
    if (isPath && indexOf(pathOrDescriptor, "\0") >= 0) throw errors.wrongType(FILE, "a path without NUL bytes, or a descriptor", pathOrDescriptor);
    if (!isPath && typeof pathOrDescriptor !== "number") throw errors.wrongType(FILE, "a path or a descriptor", pathOrDescriptor);
    return {
      file: isPath ? -1 : check.number(FILE, pathOrDescriptor),
      path: isPath ? pathOrDescriptor : undefined,
      first: check.optional("offset", offset, 0, MOST, isPath ? 0 : -1),
      most: check.optional("count", count, 0, MOST, -1),
    };
  };

  host.addMethods(Socket.prototype, {
    /**
     * Sends a file, or a part of it, without a copy of it in this process, see sendfile(2).
     * @param {string|number} pathOrDescriptor the file's path, or the descriptor of an open file, which stays open
     * @param {number} [offset] the byte to begin with. Left out, 0; or where reading the descriptor has come to, and that place moves on then
     * @param {number} [count] how many bytes at most; left out, up to the file's end
     * @returns {number|false} how many bytes were sent: all of them by a blocking socket; false if a non-blocking socket could take nothing
     * @throws {SocketError} ENOENT, EACCES… with `path`; EISDIR; EBADF; EINVAL or ESPIPE: a pipe or a terminal; and what send throws, with bytesSent
     */
    sendFile(pathOrDescriptor, offset, count) {
      const id = host.ownId(this);
      const { file, path, first, most } = host.fileArguments(pathOrDescriptor, offset, count);
      const sent = natives.sendFile(id, path ?? "", file, first, most);
      return sent === WOULD_BLOCK ? false : checked(sent);
    },
  });
})
