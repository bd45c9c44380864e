// Sending files.
(function (host) {
  "use strict";

  const { natives, check, checked, errors, Socket } = host;
  const { indexOf } = host.intrinsics;
  const { WOULD_BLOCK } = host.results;

  const FILE = "pathOrDescriptor";
  const MOST = Number.MAX_SAFE_INTEGER;

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
      const isPath = typeof pathOrDescriptor === "string";
      if (isPath && indexOf(pathOrDescriptor, "\0") >= 0) throw errors.wrongType(FILE, "a path without NUL bytes, or a descriptor", pathOrDescriptor);
      if (!isPath && typeof pathOrDescriptor !== "number") throw errors.wrongType(FILE, "a path or a descriptor", pathOrDescriptor);
      const descriptor = isPath ? -1 : check.number(FILE, pathOrDescriptor);
      const first = check.optional("offset", offset, 0, MOST, isPath ? 0 : -1);
      const sent = natives.sendFile(id, isPath ? pathOrDescriptor : "", descriptor, first, check.optional("count", count, 0, MOST, -1));
      return sent === WOULD_BLOCK ? false : checked(sent);
    },
  });
})
