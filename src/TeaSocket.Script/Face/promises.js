// The calls of a socket that may wait, as promises. Each takes the arguments of the call that it is named after, and then perhaps { signal,
// timeout }.
(function (host) {
  "use strict";

  const { natives, check, define, errors, pending, Socket } = host;
  const { Job, READ, WRITE, WAIT, awaited, proceed } = host.awaiting;
  const { apply, lengthOf } = host.intrinsics;
  const { close } = Socket.prototype;
  const { FAILED, WOULD_BLOCK, ALL } = host.results;

  const DATA = "a string, a Buffer, a TypedArray, a DataView or an ArrayBuffer";
  const ROOM = "a Buffer, a TypedArray, a DataView or an ArrayBuffer";
  const DEFAULT_RECEIVE = 65536;
  const MOST = 2 ** 53 - 1;
  const RETRY_INTERVAL = 10; // milliseconds: nothing tells when the backlog of a Unix socket's peer is not full any more

  const isGiven = (value) => (value ?? null) !== null;

  // ---- connections -------------------------------------------------------------------------------------------------

  class ConnectJob extends Job {
    constructor(socket, id, parts) {
      super("connect");
      this.socket = socket;
      this.id = id;
      this.family = host.kindOf(socket).family;
      this.parts = parts;
      this.retry = undefined;
      this.leavesOpen = false; // of a socket that is connected, another attempt changes nothing
    }

    attempt() {
      const { text, port } = host.prepared(this.family, this.parts);
      const connected = natives.connect(this.id, text, port);
      if (connected === FAILED) throw this.error();
      if (connected !== WOULD_BLOCK) return true;
      if (this.family === Socket.PF_UNIX && this.retry === undefined) this.again();
      return WAIT;
    }

    again() {
      this.retry = host.loop.setTimer(() => {
        if (this.isOver) return;
        this.again();
        proceed(this.queue);
      }, RETRY_INTERVAL);
    }

    end() { if (this.retry !== undefined) host.loop.clearTimer(this.retry); }

    error() {
      const error = errors.last();
      this.leavesOpen = error.code === "EISCONN";
      return error;
    }

    /** Of a socket whose connecting has failed nothing can be made any more. */
    fail() { if (!this.leavesOpen) apply(close, this.socket, []); }
  }

  class AcceptJob extends Job {
    constructor(socket, id) {
      super("accept");
      this.kind = host.kindOf(socket);
      this.open = (place) => natives.accept(id, place);
    }

    attempt() {
      const accepted = host.newSocket(this.kind, this.open);
      return accepted === false ? WAIT : accepted;
    }
  }

  // ---- sending -----------------------------------------------------------------------------------------------------

  function withBytesSent(error, sent) {
    if (sent > 0) define(error, "bytesSent", sent + (error.bytesSent ?? 0));
    return error;
  }

  class SendJob extends Job {
    constructor(id, bytes, family, parts) {
      super(parts === undefined ? "send" : "sendto");
      this.id = id;
      this.bytes = bytes;
      this.family = family;
      this.parts = parts;
    }

    attempt() {
      for (;;) {
        const taken = this.take();
        if (taken === ALL) return true;
        if (taken === WOULD_BLOCK) return WAIT;
        if (taken === FAILED) throw withBytesSent(errors.last(), this.sent);
        this.sent += taken;
      }
    }

    take() {
      if (this.parts === undefined) return natives.send(this.id, this.bytes, this.sent, -1);
      const { text, port } = host.prepared(this.family, this.parts);
      return natives.sendTo(this.id, this.bytes, this.sent, -1, text, port);
    }
  }

  /** The control data go with the first bytes; what a stream has not taken of the rest follows as by send(). */
  class SendMessageJob extends SendJob {
    constructor(id, message) {
      super(id, message.parts.bytes, 0, undefined);
      this.call = "sendmsg";
      this.message = message;
    }

    take() { return this.sent === 0 ? host.sendPreparedMessage(this.id, this.message) : natives.send(this.id, this.bytes, this.sent, -1); }
  }

  class SendManyJob extends Job {
    constructor(id, messages) {
      super("sendmmsg");
      this.id = id;
      this.messages = messages;
      this.count = 0;
    }

    attempt() {
      for (;;) {
        const before = this.count;
        this.count = host.sendPrepared(this.id, this.messages, before);
        if (this.count >= this.messages.length) return this.count;
        if (this.count === before) return WAIT;
      }
    }
  }

  class SendFileJob extends Job {
    constructor(id, file, path, offset, count) {
      super("sendfile");
      this.id = id;
      this.file = file; // a Descriptor of this job's own, or a number
      this.path = path;
      this.offset = offset;
      this.count = count;
    }

    attempt() {
      const descriptor = typeof this.file === "number" ? this.file : this.file.fd;
      while (this.count < 0 || this.sent < this.count) {
        const offset = this.offset < 0 ? -1 : this.offset + this.sent;
        const sent = natives.sendFile(this.id, "", descriptor, offset, this.count < 0 ? -1 : this.count - this.sent);
        if (sent === WOULD_BLOCK) return WAIT;
        if (sent === FAILED) throw this.error();
        if (sent === 0) break; // the end of the file
        this.sent += sent;
      }
      return this.sent;
    }

    error() {
      const error = withBytesSent(errors.last(), this.sent);
      if (this.path !== undefined) define(error, "path", this.path);
      return error;
    }

    end() { if (typeof this.file !== "number") this.file.close(); }
  }

  // ---- receiving ---------------------------------------------------------------------------------------------------

  class ReceiveJob extends Job {
    constructor(socket, id, most) {
      super("recv");
      this.socket = socket;
      this.id = id;
      this.most = most;
    }

    attempt() {
      const { socket, id, most } = this;
      if (pending.socket !== undefined) host.settle();
      if (host.lateOf(socket) !== undefined) return host.takeLate(socket, most, host.isStream(socket));
      const received = most > DEFAULT_RECEIVE ? host.receiveAsked(socket, id, most) : host.receive(socket, id, most);
      if (typeof received === "object") return received;
      if (received === WOULD_BLOCK) return WAIT;
      throw errors.last();
    }
  }

  class ReceiveIntoJob extends Job {
    constructor(socket, id, bytes, start, most) {
      super("recv");
      this.socket = socket;
      this.id = id;
      this.bytes = bytes;
      this.start = start;
      this.most = most;
    }

    attempt() {
      const { socket, id, bytes, start, most } = this;
      if (pending.socket !== undefined) host.settle();
      if (host.lateOf(socket) !== undefined) return host.takeLateInto(socket, bytes, start, most, host.isStream(socket));
      const received = host.receiveInto(socket, id, bytes, start, most);
      if (received >= 0) return received;
      if (received === WOULD_BLOCK) return WAIT;
      throw errors.last();
    }
  }

  class ReceiveFromJob extends ReceiveJob {
    attempt() {
      const { socket, id, most } = this;
      if (host.isStream(socket)) {
        const data = super.attempt();
        return data === WAIT ? WAIT : { data, address: undefined, port: undefined };
      }
      const received = host.receiveFrom(socket, id, most);
      return received === false ? WAIT : received;
    }
  }

  class ReceiveManyJob extends Job {
    constructor(socket, id, wanted) {
      super("recvmmsg");
      this.socket = socket;
      this.id = id;
      this.wanted = wanted;
    }

    attempt() {
      const batch = host.receiveBatch(this.socket, this.id, this.wanted);
      return batch === false ? WAIT : batch;
    }

    finish(batch) { return host.giveBatch(this.socket, this.wanted.senders, batch); }
  }

  class ReceiveMessageJob extends Job {
    constructor(socket, wanted) {
      super("recvmsg");
      this.socket = socket;
      this.wanted = wanted;
    }

    attempt() {
      const message = host.receiveWanted(this.socket, this.wanted);
      return message === false ? WAIT : message;
    }
  }

  class ReadyJob extends Job {
    constructor(id, direction) {
      super("poll");
      this.id = id;
      this.direction = direction;
    }

    attempt() {
      const ready = natives.isReady(this.id, this.direction);
      if (ready === FAILED) throw errors.last();
      return ready === WOULD_BLOCK ? WAIT : true;
    }
  }

  // ---- the arguments of each ---------------------------------------------------------------------------------------

  const argument = (args, count, i) => i < count ? args[i] : undefined;
  const bytesOf = (name, data) => typeof data === "string" ? host.encodeText(data) : check.bytes(name, data, DATA);
  const mostOf = (args, count) => check.optional("num", argument(args, count, 0), 0, MOST, DEFAULT_RECEIVE);

  function refuseMore(call, args, count, most) {
    if (count > most) throw errors.surplus(call, "Only { signal, timeout } may follow");
  }

  const connect = awaited(WRITE, 1, (socket, id, args, count) => {
    const parts = host.addressParts(argument(args, count, 0), argument(args, count, 1)) ?? [undefined];
    return new ConnectJob(socket, id, parts);
  });

  const accept = awaited(READ, 0, (socket, id) => new AcceptJob(socket, id));

  const send = awaited(WRITE, 1, (socket, id, args, count) => {
    const address = argument(args, count, 1);
    const port = argument(args, count, 2);
    const parts = isGiven(address) || isGiven(port) ? host.addressParts(address, port) : undefined;
    return new SendJob(id, bytesOf("data", args[0]), host.kindOf(socket).family, parts);
  });

  const sendMessage = awaited(WRITE, 1, (socket, id, args) => new SendMessageJob(id, host.prepareMessage(args[0], true)));
  const sendMany = awaited(WRITE, 1, (socket, id, args) => new SendManyJob(id, host.prepareMany(host.kindOf(socket).family, args[0])));

  const sendFile = awaited(WRITE, 1, (socket, id, args, count) => {
    const { file, path, first, most } = host.fileArguments(args[0], argument(args, count, 1), argument(args, count, 2));
    const opened = path === undefined ? file : host.newDescriptor((place) => natives.openFile(path, place));
    return new SendFileJob(id, opened, path, first, most);
  });

  const receive = awaited(READ, 0, (socket, id, args, count) => {
    refuseMore("receiveAsync(num)", args, count, 1);
    return new ReceiveJob(socket, id, mostOf(args, count));
  });

  const receiveInto = awaited(READ, 1, (socket, id, args, count) => {
    const bytes = check.bytes("buffer", args[0], ROOM);
    const room = lengthOf(bytes);
    const start = check.optional("offset", argument(args, count, 1), 0, room, 0);
    const most = check.optional("length", argument(args, count, 2), 0, room - start, -1);
    return new ReceiveIntoJob(socket, id, bytes, start, most);
  });

  const receiveFrom = awaited(READ, 0, (socket, id, args, count) => {
    refuseMore("receiveFromAsync(num)", args, count, 1);
    return new ReceiveFromJob(socket, id, mostOf(args, count));
  });

  const receiveMany = awaited(READ, 2, (socket, id, args, count) =>
    new ReceiveManyJob(socket, id, host.manyWanted(args[0], args[1], argument(args, count, 2))));

  const receiveMessage = awaited(READ, 0, (socket, id, args, count) =>
    new ReceiveMessageJob(socket, host.messageWanted(argument(args, count, 0))));

  const readable = awaited(READ, 0, (socket, id) => new ReadyJob(id, READ));
  const writable = awaited(WRITE, 0, (socket, id) => new ReadyJob(id, WRITE));

  // ---- the quick way -----------------------------------------------------------------------------------------------

  function receiveNow(socket, id) {
    if (pending.socket !== undefined || host.lateOf(socket) !== undefined) return undefined;
    const received = host.receive(socket, id, DEFAULT_RECEIVE);
    if (typeof received === "object") return received;
    if (received === WOULD_BLOCK) return WAIT;
    throw errors.last();
  }

  let outgoing; // what sendNow() sends, for the job that sends the rest
  let taken = 0; // how much of it was

  function sendNow(socket, id, data) {
    outgoing = bytesOf("data", data);
    taken = 0;
    for (;;) {
      const count = natives.send(id, outgoing, taken, -1);
      if (count === ALL) return true;
      if (count === WOULD_BLOCK) return WAIT;
      if (count === FAILED) throw withBytesSent(errors.last(), taken);
      taken += count;
    }
  }

  const restOf = (job, sent) => {
    job.sent = sent;
    return job;
  };
  const jobOfReceive = (socket, id) => new ReceiveJob(socket, id, DEFAULT_RECEIVE);
  const jobOfSend = (socket, id) => restOf(new SendJob(id, outgoing, 0, undefined), taken);

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
      return (arguments.length === 1 ? host.quick(this, WRITE, sendNow, jobOfSend, data) : undefined) ?? send(this, arguments);
    },

    /** Sends bytes with control data, as sendMessage() does. @returns {Promise<true>} */
    sendMessageAsync(message, options) { return sendMessage(this, arguments); },

    /** Sends datagrams, all of them, as sendMany() does. @returns {Promise<number>} how many there were */
    sendManyAsync(messages, options) { return sendMany(this, arguments); },

    /** Sends a file, as sendFile() does. @returns {Promise<number>} how many bytes were sent */
    sendFileAsync(pathOrDescriptor, offset, count, options) { return sendFile(this, arguments); },

    /** Receives, as receive() does. @returns {Promise<Buffer>} */
    receiveAsync(num, options) {
      return (arguments.length === 0 ? host.quick(this, READ, receiveNow, jobOfReceive, undefined) : undefined) ?? receive(this, arguments);
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
      host.setReferenced(this, true);
      return this;
    },

    /** What is pending of this socket does not keep the process alive, as it does at first. @returns {Socket} this */
    unref() {
      host.setReferenced(this, false);
      return this;
    },
  });
})
