// The calls of a socket that send, as jobs.
(function (host) {
  "use strict";

  const { natives, errors, Descriptor } = host;
  const { WRITE } = host.records;
  const { SocketJob, WAIT } = host.awaiting;
  const { MOST_BYTES } = host.turns;
  const { apply, lengthOf } = host.intrinsics;
  const { close: closeDescriptor } = Descriptor.prototype;
  const { FAILED, WOULD_BLOCK, ALL } = host.results;

  /** Memory that a job has been given is still all there. */
  function checkLength(name, bytes, length) {
    if (lengthOf(bytes) < length) throw host.tooShort(name, bytes);
  }

  class SendJob extends SocketJob {
    constructor(socket, bytes, parts) {
      super(parts === undefined ? "send" : "sendto", socket, WRITE);
      this.bytes = bytes;
      this.length = lengthOf(bytes);
      this.family = host.kindOf(socket).family;
      this.parts = parts;
      this.isAddressed = parts !== undefined;
    }

    attempt() {
      checkLength("data", this.bytes, this.length);
      const before = this.sent;
      for (;;) {
        const taken = this.take();
        if (taken === ALL) return true;
        if (taken === WOULD_BLOCK) return this.waitForRoom(this.isAddressed);
        if (taken === FAILED) throw errors.withSent(errors.last(), this.sent);
        this.sent += taken;
        if (this.sent - before >= MOST_BYTES) return this.giveWay();
      }
    }

    sizeOf() { return this.length; }

    take() {
      if (this.parts === undefined) return sendPart(this.socket, this.id, this.bytes, this.sent);
      const { text, port } = host.prepared(this.family, this.parts);
      return natives.sendTo(this.id, this.bytes, this.sent, -1, text, port);
    }
  }

  /** Hands the rest over, or of a stream a turn's share of it. @returns {number} ALL: that was the rest */
  function sendPart(socket, id, bytes, sent) {
    if (lengthOf(bytes) - sent <= MOST_BYTES || !host.isStream(socket)) return natives.send(id, bytes, sent, -1);
    const taken = natives.send(id, bytes, sent, MOST_BYTES);
    return taken === ALL ? MOST_BYTES : taken;
  }

  /** The control data go with the first bytes; what a stream has not taken of the rest follows as by send(). */
  class SendMessageJob extends SendJob {
    constructor(socket, message) {
      super(socket, message.parts.bytes, undefined);
      this.call = "sendmsg";
      this.message = message;
      this.isAddressed = message.packed?.address !== undefined;
    }

    take() { return this.sent === 0 ? host.sendPreparedMessage(this.id, this.message) : sendPart(this.socket, this.id, this.bytes, this.sent); }
  }

  class SendManyJob extends SocketJob {
    constructor(socket, messages) {
      super("sendmmsg", socket, WRITE, "messagesSent");
      this.messages = messages;
    }

    attempt() {
      for (;;) {
        const before = this.sent;
        host.checkPrepared(this.messages, before);
        this.sent = host.sendPrepared(this.id, this.messages, before);
        if (this.sent >= this.messages.length) return this.sent;
        if (this.sent === before) return this.waitForRoom(lengthOf(this.messages[this.sent].encoded) > 0);
        this.goOn();
      }
    }
  }

  class SendFileJob extends SocketJob {
    constructor(socket, { file, path, first, most }) {
      super("sendfile", socket, WRITE);
      this.own = path === undefined ? undefined : host.newDescriptor((place) => natives.openFile(path, place));
      this.descriptor = path === undefined ? file : natives.descriptorNumber(host.descriptorIdOf(this.own));
      this.path = path ?? ""; // for errors
      this.first = first;
      this.most = most;
    }

    attempt() {
      const before = this.sent;
      while (this.most < 0 || this.sent < this.most) {
        const offset = this.first < 0 ? -1 : this.first + this.sent;
        const rest = this.most < 0 ? MOST_BYTES : this.most - this.sent;
        const sent = natives.sendFile(this.id, this.path, this.descriptor, offset, rest > MOST_BYTES ? MOST_BYTES : rest);
        if (sent === WOULD_BLOCK) return WAIT;
        if (sent === FAILED) throw errors.withSent(errors.last(), this.sent);
        if (sent === 0) break; // the end of the file
        this.sent += sent;
        if (this.sent - before >= MOST_BYTES) return this.giveWay();
      }
      return this.sent;
    }

    sizeOf(sent) { return sent; }

    end() {
      super.end();
      if (this.own !== undefined) apply(closeDescriptor, this.own, []);
    }
  }

  // What sendAtOnce() sends, and how much of it was taken: for the job that sends the rest.
  let outgoing;
  let taken = 0;

  function sendAtOnce(socket, id, data) {
    const bytes = typeof data === "string" ? host.encodeText(data) : data;
    outgoing = bytes;
    taken = 0;
    do {
      const count = sendPart(socket, id, bytes, taken);
      if (count === ALL) {
        outgoing = undefined; // or it would live on here
        return true;
      }
      if (count === WOULD_BLOCK) return WAIT;
      if (count === FAILED) throw errors.withSent(errors.last(), taken);
      taken += count;
    } while (taken < MOST_BYTES);
    return WAIT;
  }

  function sendRest(socket) {
    const job = new SendJob(socket, outgoing, undefined);
    job.sent = taken;
    outgoing = undefined;
    if (taken >= MOST_BYTES) job.giveWay();
    return job;
  }

  const plainSend = { attempt: sendAtOnce, jobOf: sendRest, sizeOf: (_, data) => typeof data === "string" ? data.length : lengthOf(data) };

  host.sending = { SendJob, SendMessageJob, SendManyJob, SendFileJob, checkLength, plainSend };
})
