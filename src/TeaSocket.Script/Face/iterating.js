// What a socket receives as something to be iterated, and as the streams of the web.
(function (host) {
  "use strict";

  const { addMethods, define, errors, Socket } = host;
  const { apply, lengthOf } = host.intrinsics;
  const { close, getOption, receiveAsync, receiveFromAsync, acceptAsync, sendAsync, shutdown } = Socket.prototype;
  const { SO_ACCEPTCONN } = Socket;

  const isClosed = (socket) => host.ownId(socket) < 0;
  const listens = (socket) => apply(getOption, socket, [SO_ACCEPTCONN]) !== 0;

  /** What comes next; undefined at the end of a stream, or when the socket is closed. */
  async function next(socket, method) {
    if (isClosed(socket)) return undefined;
    try {
      return await apply(method, socket, []);
    } catch (error) {
      if (isClosed(socket) && error instanceof errors.SocketError && error.code === "ECANCELED") return undefined;
      throw error;
    }
  }

  async function* each(socket) {
    const method = isClosed(socket) ? receiveAsync : !host.isConnectionOriented(socket) ? receiveFromAsync : listens(socket) ? acceptAsync : receiveAsync;
    for (;;) {
      const received = await next(socket, method);
      if (received === undefined || (method === receiveAsync && lengthOf(received) === 0)) return;
      yield received;
    }
  }

  /** Closes the socket when both of its streams have ended. */
  function ender(socket) {
    let open = 2;
    return () => {
      open -= 1;
      if (open === 0) apply(close, socket, []);
    };
  }

  const iteration = {
    /**
     * What comes: of a socket that listens its connections, of a connection its data, of any other { data, address, port }. It ends with the
     * stream, or with close(). Leaving the loop leaves the socket open.
     */
    [Symbol.asyncIterator]() {
      host.ownId(this);
      return each(this);
    },
  };
  define(Socket.prototype, Symbol.asyncIterator, iteration[Symbol.asyncIterator], false);

  addMethods(Socket.prototype, {
    /**
     * The socket as a readable and a writable stream of the web, with their backpressure. Of datagrams the one gives { data, address, port }, and
     * the other takes these, or what send() takes. Closing the writable one ends sending; when both have ended, the socket is closed; canceling and
     * aborting close it at once.
     * @returns {{readable: ReadableStream, writable: WritableStream}}
     * @throws {Error} this host has no such streams
     */
    toWeb() {
      host.ownId(this);
      const socket = this;
      const { ReadableStream, WritableStream } = globalThis;
      if (ReadableStream === undefined || WritableStream === undefined) throw errors.unsupported("This host has no ReadableStream and WritableStream");
      const isStream = host.isConnectionOriented(socket);
      const end = ender(socket);
      const readable = new ReadableStream({
        async pull(controller) {
          const received = await next(socket, isStream ? receiveAsync : receiveFromAsync);
          if (received === undefined || (isStream && lengthOf(received) === 0)) {
            controller.close();
            end();
          } else {
            controller.enqueue(received);
          }
        },
        cancel() { apply(close, socket, []); },
      }, { highWaterMark: 0 });
      const writable = new WritableStream({
        write(chunk) {
          const isAddressed = !isStream && host.check.names(chunk).length > 0 && chunk.data !== undefined;
          return apply(sendAsync, socket, isAddressed ? [chunk.data, chunk.address, chunk.port] : [chunk]);
        },
        close() {
          if (!isClosed(socket) && isStream) apply(shutdown, socket, ["write"]);
          end();
        },
        abort() { apply(close, socket, []); },
      });
      return { readable, writable };
    },
  });
})
