// The calls of a socket that may wait, as promises. Each takes the arguments of the call that it is named after, and then perhaps { signal,
// timeout }.
(function (host) {
  "use strict";

  const { natives, check, errors, pending, Socket } = host;
  const { READ, WRITE, ASIDE } = host.records;
  const { SocketJob, WAIT, openId } = host.awaiting;
  const { argument, atOnce, awaited } = host.beginning;
  const { SendJob, SendMessageJob, SendManyJob, SendFileJob, checkLength, plainSend } = host.sending;
  const { apply, lengthOf, tagOf } = host.intrinsics;
  const { close } = Socket.prototype;
  const { FAILED, WOULD_BLOCK } = host.results;

  const { DATA, ROOM, DEFAULT_RECEIVE } = check;
  const { MSG_ERRQUEUE = 0 } = Socket;

  const isGiven = (value) => (value ?? null) !== null;

  /** What an attempt returns for a result of the table's. */
  function outcome(result) {
    if (result === FAILED) throw errors.last();
    return result === WOULD_BLOCK ? WAIT : result;
  }

  /** The same of calls that return false where they would block. */
  const orWait = (result) => result === false ? WAIT : result;

  // ---- connections -------------------------------------------------------------------------------------------------

  class ConnectJob extends SocketJob {
    constructor(socket, parts) {
      super("connect", socket, WRITE);
      this.family = host.kindOf(socket).family;
      this.parts = parts;
      this.hasBegun = false; // a socket whose connecting has begun and failed is of no use any more
    }

    attempt() {
      const { text, port } = host.prepared(this.family, this.parts);
      const connected = natives.connect(this.id, text, port);
      if (connected === FAILED) throw this.error();
      if (connected !== WOULD_BLOCK) return true;
      this.hasBegun = true;
      return this.waitForRoom(true); // in the backlog
    }

    /** A wrong argument is found before anything begins, and of a socket that is connected nothing else begins. */
    error() {
      const error = errors.last();
      this.hasBegun = errors.isSystem(error) && error.code !== "EISCONN";
      return error;
    }

    fail() {
      if (!this.hasBegun) return;
      try {
        apply(close, this.socket, []);
      } catch { /* it is closed all the same */ }
    }
  }

  class AcceptJob extends SocketJob {
    constructor(socket) {
      super("accept", socket, READ);
      this.kind = host.kindOf(socket);
      this.open = (place) => natives.accept(this.id, place);
    }

    attempt() { return orWait(host.newSocket(this.kind, this.open)); }
  }

  // ---- receiving ---------------------------------------------------------------------------------------------------

  /** Whether a socket has kept what it has received. */
  function hasKept(socket) {
    if (pending.socket !== undefined) host.settle();
    return host.lateOf(socket) !== undefined;
  }

  function receiveNow(socket, id, most) {
    if (hasKept(socket)) return host.takeLate(socket, most, host.isStream(socket));
    return outcome(most > DEFAULT_RECEIVE ? host.receiveAsked(socket, id, most) : host.receive(socket, id, most));
  }

  class ReceiveJob extends SocketJob {
    constructor(socket, most) {
      super("recv", socket, READ);
      this.most = most;
    }

    attempt() { return receiveNow(this.socket, this.id, this.most); }

    sizeOf(data) { return lengthOf(data); }
  }

  class ReceiveIntoJob extends SocketJob {
    constructor(socket, bytes, start, most) {
      super("recv", socket, READ);
      this.bytes = bytes;
      this.room = lengthOf(bytes);
      this.start = start;
      this.most = most;
    }

    attempt() {
      const { socket, id, bytes, start, most } = this;
      checkLength("buffer", bytes, this.room);
      if (hasKept(socket)) return host.takeLateInto(socket, bytes, start, most, host.isStream(socket));
      return outcome(host.receiveInto(socket, id, bytes, start, most));
    }

    sizeOf(count) { return count; }
  }

  class ReceiveFromJob extends ReceiveJob {
    constructor(socket, most) { super(socket, most); } // one that is left out takes its arguments apart by an array's iterator, in older engines

    attempt() {
      if (!host.isStream(this.socket)) return orWait(host.receiveFrom(this.socket, this.id, this.most));
      const data = super.attempt();
      return data === WAIT ? WAIT : { data, address: undefined, port: undefined };
    }

    sizeOf({ data }) { return lengthOf(data); }
  }

  class ReceiveManyJob extends SocketJob {
    constructor(socket, wanted) {
      super("recvmmsg", socket, READ);
      this.wanted = wanted;
    }

    attempt() { return orWait(host.receiveBatch(this.socket, this.id, this.wanted)); }

    finish(batch) { return host.giveBatch(this.socket, this.wanted.senders, batch); }
  }

  class ReceiveMessageJob extends SocketJob {
    constructor(socket, wanted) {
      super("recvmsg", socket, (wanted.flags & MSG_ERRQUEUE) === 0 ? READ : ASIDE);
      this.wanted = wanted;
    }

    attempt() { return orWait(host.receiveWanted(this.socket, this.wanted)); }
  }

  class ReadyJob extends SocketJob {
    constructor(socket, direction) { super("poll", socket, direction); }

    attempt() {
      if (this.direction === READ && hasKept(this.socket)) return true;
      const ready = outcome(natives.isReady(this.id, this.direction));
      return ready === WAIT ? WAIT : true;
    }
  }

  // ---- the arguments of each ---------------------------------------------------------------------------------------

  const bytesOf = (name, data) => typeof data === "string" ? host.encodeText(data) : check.bytes(name, data, DATA);
  const mostOf = (args, count) => check.most(argument(args, count, 0));

  function refuseMore(call, count, most) {
    if (count > most) throw errors.surplus(call, "Only { signal, timeout } may follow");
  }

  const connect = awaited(1, (socket, args, count) =>
    new ConnectJob(socket, host.addressParts(argument(args, count, 0), argument(args, count, 1)) ?? [undefined]));

  const accept = awaited(0, (socket) => new AcceptJob(socket));

  const send = awaited(1, (socket, args, count) => {
    const address = argument(args, count, 1);
    const port = argument(args, count, 2);
    const parts = isGiven(address) || isGiven(port) ? host.addressParts(address, port) : undefined;
    return new SendJob(socket, bytesOf("data", args[0]), parts);
  });

  const sendMessage = awaited(1, (socket, args) => new SendMessageJob(socket, host.prepareMessage(args[0], true)));
  const sendMany = awaited(1, (socket, args) => {
    const { family } = host.kindOf(socket);
    return new SendManyJob(socket, host.prepareMany(family, args[0]));
  });

  const sendFile = awaited(1, (socket, args, count) =>
    new SendFileJob(socket, host.fileArguments(args[0], argument(args, count, 1), argument(args, count, 2))));

  const receive = awaited(0, (socket, args, count) => {
    refuseMore("receiveAsync(num)", count, 1);
    return new ReceiveJob(socket, mostOf(args, count));
  });

  const receiveInto = awaited(1, (socket, args, count) => {
    const bytes = check.bytes("buffer", args[0], ROOM);
    const room = lengthOf(bytes);
    const start = check.optional("offset", argument(args, count, 1), 0, room, 0);
    const most = check.optional("length", argument(args, count, 2), 0, room - start, -1);
    return new ReceiveIntoJob(socket, bytes, start, most);
  });

  const receiveFrom = awaited(0, (socket, args, count) => {
    refuseMore("receiveFromAsync(num)", count, 1);
    return new ReceiveFromJob(socket, mostOf(args, count));
  });

  const receiveMany = awaited(2, (socket, args, count) =>
    new ReceiveManyJob(socket, host.manyWanted(args[0], args[1], argument(args, count, 2))));

  const receiveMessage = awaited(0, (socket, args, count) => new ReceiveMessageJob(socket, host.messageWanted(argument(args, count, 0))));

  const plainReceive = { attempt: receiveNow, jobOf: (socket) => new ReceiveJob(socket, DEFAULT_RECEIVE), sizeOf: lengthOf };

  const readable = awaited(0, (socket) => new ReadyJob(socket, READ));
  const writable = awaited(0, (socket) => new ReadyJob(socket, WRITE));

  host.addMethods(Socket.prototype, {
    /**
     * Connects, as connect() does. A socket for which that fails, or takes too long, is closed.
     * @returns {Promise<true>} rejected with what connect() throws
     */
    connectAsync(address, port, options) { return connect(this, arguments); },

    /** Accepts a connection, as accept() does. @returns {Promise<Socket>} */
    acceptAsync(options) { return accept(this, arguments); },

    /**
     * Sends all, as send() of a blocking socket does. The bytes must stay as they are until then.
     * @returns {Promise<true>} rejected with what send() throws, and bytesSent where a part was sent
     */
    sendAsync(data, address, port, options) {
      const isPlain = arguments.length === 1 && (typeof data === "string" || tagOf(data) === "Uint8Array");
      return (isPlain ? atOnce(this, WRITE, plainSend, data) : undefined) ?? send(this, arguments);
    },

    /** Sends bytes with control data, as sendMessage() does. @returns {Promise<true>} */
    sendMessageAsync(message, options) { return sendMessage(this, arguments); },

    /** Sends datagrams, all of them, as sendMany() does. @returns {Promise<number>} how many there were */
    sendManyAsync(messages, options) { return sendMany(this, arguments); },

    /** Sends a file, as sendFile() does. @returns {Promise<number>} how many bytes were sent */
    sendFileAsync(pathOrDescriptor, offset, count, options) { return sendFile(this, arguments); },

    /** Receives, as receive() does. @returns {Promise<Buffer>} */
    receiveAsync(num, options) {
      return (arguments.length === 0 ? atOnce(this, READ, plainReceive, DEFAULT_RECEIVE) : undefined) ?? receive(this, arguments);
    },

    /** Receives into memory of the caller's, as receiveInto() does. @returns {Promise<number>} */
    receiveIntoAsync(buffer, offset, length, options) { return receiveInto(this, arguments); },

    /** Receives a datagram and tells who sent it, as receiveFrom() does. @returns {Promise<{data, address, port}>} */
    receiveFromAsync(num, options) { return receiveFrom(this, arguments); },

    /** Receives datagrams, as receiveMany() does. @returns {Promise<Buffer[]>} */
    receiveManyAsync(count, size, senders, options) { return receiveMany(this, arguments); },

    /** Receives bytes with control data, as receiveMessage() does; what MSG_ERRQUEUE asks for is awaited, too. @returns {Promise<object>} */
    receiveMessageAsync(message, options) { return receiveMessage(this, arguments); },

    /** Waits until receiving or accepting would not block. @returns {Promise<true>} */
    readable(options) { return readable(this, arguments); },

    /** Waits until sending would not block, or a connection is made or has failed. @returns {Promise<true>} */
    writable(options) { return writable(this, arguments); },

    /** What is pending of this socket keeps the process alive again. @returns {Socket} this */
    ref() {
      openId(this, "ref");
      host.setReferenced(this, true);
      return this;
    },

    /** What is pending of this socket does not keep the process alive, as it does at first. @returns {Socket} this */
    unref() {
      openId(this, "unref");
      host.setReferenced(this, false);
      return this;
    },
  });
})
