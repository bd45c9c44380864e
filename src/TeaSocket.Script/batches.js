// Many datagrams at once: from arrays to one byte range and back. How they lie in it is told in SocketTable.Batches.cs.
(function (host) {
  "use strict";

  const { natives, check, errors, Buffer } = host;
  const { FAILED, WOULD_BLOCK } = host.results;

  const MOST = 1024; // what one call of the system's takes
  const HEAD_SIZE = 8;
  const ADDRESS_SIZE = 128;
  const RECORD_SIZE = HEAD_SIZE + ADDRESS_SIZE;
  const DATA = "a string, a Buffer, a TypedArray, a DataView, an ArrayBuffer or an array of one of them, an address and a port";

  // How many bytes are sent by one call, unless a datagram is longer, and how many are received by one.
  const SEND_SIZE = 262144;
  const RECEIVE_SIZE = 4194304;
  const LONGEST = 1048576;

  const aligned = (length) => length + 7 & -8;

  /** Memory for a range, and its 32-bit integers. It is kept, so that its address is known. */
  function memoryOf(size) {
    const bytes = new Uint8Array(size);
    return { bytes, integers: new Int32Array(bytes.buffer) };
  }

  const none = memoryOf(0);
  let outgoing = none;
  let incoming = none;

  // ---- sending ----

  const noAddress = new Uint8Array(0);
  let lastAddress = { id: -1, address: "", port: 0, encoded: noAddress };

  /** An address as the system writes it. Who sends many datagrams sends many to the same. */
  function encode(id, address, port) {
    if (lastAddress.id === id && lastAddress.address === address && lastAddress.port === port) return lastAddress.encoded;
    const encoded = new Uint8Array(ADDRESS_SIZE);
    const length = natives.encodeAddress(id, address, port, encoded, 0, encoded.length);
    if (length === FAILED) throw errors.last();
    lastAddress = { id, address, port, encoded: encoded.subarray(0, length) };
    return lastAddress.encoded;
  }

  /** A message is what send() takes as data, or an array of what send() takes. */
  function prepared(id, message, i) {
    const name = `messages[${i}]`;
    const [data, address, port] = Array.isArray(message) ? message : [message];
    const bytes = host.bytesOf(name, data, DATA);
    const encoded = (address ?? port ?? null) === null ? noAddress
      : encode(id, check.string(`${name}[1]`, address), check.port(port));
    return { bytes, length: bytes.length, encoded, size: HEAD_SIZE + aligned(encoded.length) + aligned(bytes.length) };
  }

  /** Writes records from the message `first` on, as many as fit; returns how many, and where they end. */
  function fill(messages, first) {
    const { bytes: memory, integers } = outgoing;
    let next = first;
    let at = 0;
    while (next < messages.length && next - first < MOST && at + messages[next].size <= memory.length) {
      const { bytes, length, encoded, size } = messages[next];
      integers[at / 4] = length;
      integers[at / 4 + 1] = encoded.length;
      memory.set(encoded, at + HEAD_SIZE);
      memory.set(bytes, at + HEAD_SIZE + aligned(encoded.length));
      at += size;
      next += 1;
    }
    return { count: next - first, end: at };
  }

  /** @returns {number|false} how many messages were taken; false if a non-blocking socket could take none */
  host.sendMany = function (id, list) {
    if (!Array.isArray(list)) throw errors.wrongType("messages", "an array", list);
    const messages = Array.from(list, (message, i) => prepared(id, message, i));
    const longest = messages.reduce((most, { size }) => Math.max(most, size), SEND_SIZE);
    if (outgoing.bytes.length < longest) outgoing = memoryOf(longest);
    let sent = 0;
    do {
      const { count, end } = fill(messages, sent);
      const taken = natives.sendMany(id, count, outgoing.bytes, 0, end);
      if (taken === FAILED) throw withMessagesSent(errors.last(), sent);
      if (taken === WOULD_BLOCK) return sent === 0 ? false : sent;
      sent += taken;
      if (taken < count) return sent;
    } while (sent < messages.length);
    return sent;
  };

  /** Adds those that earlier calls have sent. */
  function withMessagesSent(error, sent) {
    const all = sent + (error.messagesSent ?? 0);
    return all === 0 ? error : Object.assign(error, { messagesSent: all });
  }

  // ---- receiving ----

  /** @returns {Buffer[]|false} the datagrams; false when it would block */
  host.receiveMany = function (id, count, size, senders) {
    const most = check.integer("count", count, 1, MOST);
    const longest = check.integer("size", size, 0, LONGEST);
    if (senders !== undefined && senders !== null && !Array.isArray(senders)) throw errors.wrongType("senders", "an array", senders);
    const fitting = Math.max(1, Math.min(most, Math.floor(RECEIVE_SIZE / Math.max(aligned(longest), 1))));
    const room = fitting * (RECORD_SIZE + aligned(longest));
    if (incoming.bytes.length < room) incoming = memoryOf(room);
    const written = natives.receiveMany(id, fitting, longest, incoming.bytes, 0, room);
    if (written === FAILED) throw errors.last();
    if (written === WOULD_BLOCK) return false;
    return taken(fitting, written, senders);
  };

  /** Cuts what has come from memory of its own, and names the senders. */
  function taken(records, end, senders) {
    const { bytes, integers } = incoming;
    const start = records * RECORD_SIZE;
    const all = Buffer.allocUnsafe(end - start);
    all.set(bytes.subarray(start, end));
    const datagrams = [];
    if (senders) senders.length = 0;
    for (let i = 0, at = 0; i < records && integers[i * RECORD_SIZE / 4] >= 0; i++) {
      const length = integers[i * RECORD_SIZE / 4];
      datagrams.push(host.bufferOn(all, at, length));
      if (senders) senders.push(senderAt(i * RECORD_SIZE));
      at += aligned(length);
    }
    return datagrams;
  }

  function senderAt(record) {
    const length = incoming.integers[record / 4 + 1];
    return length === 0 ? [] : JSON.parse(natives.addressOf(incoming.bytes, record + HEAD_SIZE, length));
  }
})
