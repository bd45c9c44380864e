// What a socket receives as something to be iterated, and as the streams of the web.
(function (host) {
  "use strict";

  const { addMethods, check, define, errors, Socket } = host;
  const { openId } = host.awaiting;
  const { apply, isView, lengthOf } = host.intrinsics;
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
      if (isClosed(socket) && error.code === "ECANCELED") return undefined;
      throw error;
    }
  }

  async function* each(socket) {
    if (isClosed(socket)) return;
    const method = !host.isConnectionOriented(socket) ? receiveFromAsync : listens(socket) ? acceptAsync : receiveAsync;
    for (;;) {
      const received = await next(socket, method);
      if (received === undefined || (method === receiveAsync && lengthOf(received) === 0)) return;
      yield received;
    }
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

  /** What the two streams of a socket share: their controllers, and what the end or an error of one means to the other. */
  function newEnds(socket) {
    let open = 2;
    const ends = {
      reading: undefined,
      writing: undefined,
      leave: () => apply(close, socket, []),
      end() {
        open -= 1;
        if (open === 0) ends.leave();
      },
      fail(error) {
        ends.leave();
        ends.reading.error(error); // does nothing to one that is closed
        ends.writing.error(error);
      },
    };
    return ends;
  }

  function readableOf(ReadableStream, socket, isConnection, ends) {
    return new ReadableStream({
      start(controller) { ends.reading = controller; },
      async pull() {
        try {
          const received = await next(socket, isConnection ? receiveAsync : receiveFromAsync);
          if (received !== undefined && !(isConnection && lengthOf(received) === 0)) {
            ends.reading.enqueue(received);
            return;
          }
        } catch (error) {
          ends.fail(error);
          return;
        }
        ends.reading.close();
        ends.end();
      },
      cancel: ends.leave,
    }, { highWaterMark: 0 });
  }

  function writableOf(WritableStream, socket, isConnection, ends) {
    return new WritableStream({
      start(controller) {
        ends.writing = controller;
        controller.signal.addEventListener("abort", ends.leave); // at once: a sink's abort() waits for its write()
      },
      async write(chunk) {
        const isAddressed = !isConnection && typeof chunk === "object" && chunk !== null && !isView(chunk) && !check.isMemory(chunk);
        try {
          await apply(sendAsync, socket, isAddressed ? [chunk.data, chunk.address, chunk.port] : [chunk]);
        } catch (error) {
          ends.fail(error);
          throw error;
        }
      },
      close() {
        if (isConnection && !isClosed(socket)) apply(shutdown, socket, ["write"]);
        ends.end();
      },
    });
  }

  addMethods(Socket.prototype, {
    /**
     * The socket as a readable and a writable stream of the web, with their backpressure. Of datagrams the one gives { data, address, port }, and
     * the other takes these, or what send() takes. Closing the writable one ends sending; when both have ended, the socket is closed. Canceling
     * and aborting close it at once; an error of the one closes it, and is that of the other, too.
     * @returns {{readable: ReadableStream, writable: WritableStream}}
     * @throws {Error} this host has no such streams
     */
    toWeb() {
      openId(this, "toWeb");
      const { ReadableStream, WritableStream } = globalThis;
      if (ReadableStream === undefined || WritableStream === undefined) throw errors.unsupported("This host has no ReadableStream and WritableStream");
      const isConnection = host.isConnectionOriented(this);
      const ends = newEnds(this);
      return {
        readable: readableOf(ReadableStream, this, isConnection, ends),
        writable: writableOf(WritableStream, this, isConnection, ends),
      };
    },
  });
})
