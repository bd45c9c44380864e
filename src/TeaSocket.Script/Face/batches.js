// Many datagrams at once: from arrays to one byte range and back. How they lie in it is told in SocketTable.Batches.cs.
(function (host) {
  "use strict";

  const { natives, arrayOf, check, errors, copied, define, newList, pending, slots, layout: { RESULT } } = host;
  const { FAILED, WOULD_BLOCK, STALE, PREPARED } = host.results;
  const {
    lengthOf, bufferOf, offsetOf, set, isArray, isExtensible, getOwnPropertyDescriptor, Boolean, Int32Array, Uint8Array,
  } = host.intrinsics;

  const MOST = 1024; // what one call of the system's takes
  const HEAD_SIZE = 8;
  const ADDRESS_SIZE = 128;
  const MOST_PARTS = 16; // of an address: more than any has
  const RECORD_SIZE = HEAD_SIZE + ADDRESS_SIZE;
  const DATA = "a string, a Buffer, a TypedArray, a DataView, an ArrayBuffer or an array of one of them, an address and a port";

  // How many bytes are sent by one call, unless a datagram is longer, and how many are received by one.
  const SEND_SIZE = 262144;
  const RECEIVE_SIZE = 4194304;
  const LONGEST = 1048576;
  const LONGEST_OF_INTERNET = 65536;
  const LONGEST_PIECE = 65536; // what the system puts together of datagrams with UDP_GRO
  const SEGMENT_SHIFT = 256; // the length of a segment stands above that of an address

  const aligned = (length) => length + 7 & -8;

  /** Memory for a range, and its 32-bit integers. */
  function memoryOf(size) {
    const bytes = new Uint8Array(size);
    return { bytes, integers: new Int32Array(bufferOf(bytes)) };
  }

  const noAddress = new Uint8Array(0);
  const none = memoryOf(0);
  let outgoing = none;
  let incoming = none;

  // ---- sending -----------------------------------------------------------------------------------------------------

  let lastAddress = { family: -1, address: "", port: 0, encoded: noAddress };

  /** An address as the system writes it. Who sends many datagrams sends many to the same. */
  function encode(family, parts, name) {
    const { text: address, port } = host.prepared(family, parts, name);
    if (lastAddress.family === family && lastAddress.address === address && lastAddress.port === port) return lastAddress.encoded;
    const room = new Uint8Array(ADDRESS_SIZE);
    const length = natives.encodeAddress(family, address, port, room, 0, ADDRESS_SIZE);
    if (length === FAILED) throw errors.last(name);
    const encoded = new Uint8Array(bufferOf(room), 0, length);
    if (port !== PREPARED) lastAddress = { family, address, port, encoded };
    return encoded;
  }

  /** The parts of the address in a message: what stands behind its data, be it an array of its own. */
  function partsOf(message, name) {
    const count = check.integer(`${name}.length`, message.length, 0, 2 ** 32 - 1);
    if (count <= 3) return host.addressParts(message[1], message[2]);
    const rest = [];
    for (let i = 1; i < count && i <= MOST_PARTS; i += 1) define(rest, i - 1, message[i]);
    return host.addressParts(rest);
  }

  /** What a string is in UTF-8. */
  function encodeText(text) {
    const room = new Uint8Array(text.length * 3);
    return new Uint8Array(bufferOf(room), 0, natives.encodeUtf8(text, room, 0, -1));
  }

  host.encodeText = encodeText;

  /** A message is what send() takes as data, or an array of what send() takes. */
  function prepared(family, message, i) {
    const isList = isArray(message);
    const data = isList ? message[0] : message;
    const parts = isList ? partsOf(message, `messages[${i}]`) : undefined;
    const bytes = typeof data === "string" ? encodeText(data) : check.bytes(`messages[${i}]`, data, DATA);
    const encoded = parts === undefined ? noAddress : encode(family, parts, `messages[${i}][1]`);
    const length = lengthOf(bytes);
    return { i, bytes, length, encoded, size: HEAD_SIZE + aligned(lengthOf(encoded)) + aligned(length) };
  }

  /** All messages, each looked at once. What the script's code has changed meanwhile is an error: nothing was sent yet. */
  function prepareAll(family, list) {
    const count = check.integer("messages.length", list.length, 0, 2 ** 32 - 1);
    const all = newList();
    for (let i = 0; i < count; i += 1) all[i] = prepared(family, list[i], i);
    host.checkPrepared(all, 0);
    return all;
  }

  /** Messages are as long as they were, from the one that is the first on. */
  host.checkPrepared = function (messages, first) {
    for (let i = first; i < messages.length; i += 1) {
      const { bytes, length } = messages[i];
      if (lengthOf(bytes) !== length) throw errors.wrongType(`messages[${i}]`, "left alone until the messages are sent", bytes);
    }
  };

  /** Writes records from the message `first` on, as many as fit; returns how many, and where they end. */
  function fill({ bytes: memory, integers }, messages, first) {
    const room = lengthOf(memory);
    let next = first;
    let at = 0;
    while (next < messages.length && next - first < MOST && at + messages[next].size <= room) {
      const { bytes, length, encoded, size } = messages[next];
      const addressLength = lengthOf(encoded);
      integers[at / 4] = length;
      integers[at / 4 + 1] = addressLength;
      set(memory, encoded, at + HEAD_SIZE);
      if (length > 0) set(memory, bytes, at + HEAD_SIZE + aligned(addressLength));
      at += size;
      next += 1;
    }
    return { count: next - first, end: at };
  }

  /** Memory for the longest message at least. It is kept unless it is large. */
  function makeRoom(messages) {
    let most = SEND_SIZE;
    for (let i = 0; i < messages.length; i += 1) if (messages[i].size > most) most = messages[i].size;
    if (most > SEND_SIZE) return memoryOf(most);
    if (outgoing === none) outgoing = memoryOf(SEND_SIZE);
    return outgoing;
  }

  /** What sendPrepared() takes. */
  host.prepareMany = function (family, list) {
    if (!isArray(list)) throw errors.wrongType("messages", "an array", list);
    return prepareAll(family, list);
  };

  /** Sends messages from the one that is the first on. @returns {number} how many of all were sent, those before it, too */
  host.sendPrepared = function (id, messages, first) {
    const memory = makeRoom(messages);
    let sent = first;
    do {
      const { count, end } = fill(memory, messages, sent);
      const taken = natives.sendMany(id, count, memory.bytes, 0, end);
      if (taken === FAILED) throw errors.withSent(errors.last(), sent, "messagesSent");
      if (taken === WOULD_BLOCK) return sent;
      sent += taken;
      if (taken < count) return sent;
    } while (sent < messages.length);
    return sent;
  };

  /** @returns {number|false} how many messages were taken; false if a non-blocking socket could take none */
  host.sendMany = function (id, family, list) {
    const messages = host.prepareMany(family, list);
    const sent = host.sendPrepared(id, messages, 0);
    return sent === 0 && messages.length > 0 ? false : sent;
  };

  // ---- receiving ---------------------------------------------------------------------------------------------------

  function checkSenders(senders) {
    if (senders === undefined || senders === null) return;
    if (!isArray(senders)) throw errors.wrongType("senders", "an array", senders);
    if (!isExtensible(senders) || !getOwnPropertyDescriptor(senders, "length").writable) {
      throw errors.wrongType("senders", "an array that can be edited", senders);
    }
  }

  /** What a script wants to receive. */
  host.manyWanted = function (count, size, senders) {
    const most = check.integer("count", count, 1, MOST);
    const longest = check.integer("size", size, 0, LONGEST);
    checkSenders(senders);
    return { most, longest, senders };
  };

  /** Receives it; it is pending until giveBatch() has told the script. @returns {object|false} false when it would block */
  host.receiveBatch = function (socket, id, { most, longest, senders }) {
    if (pending.socket !== undefined) host.settle();
    const kept = host.lateOf(socket);
    const batch = kept === undefined ? received(socket, id, most, longest, Boolean(senders)) : late(kept, most, longest);
    return batch === false ? false : { batch, isKept: kept !== undefined };
  };

  /** @returns {Buffer[]} the datagrams of a batch */
  host.giveBatch = function (socket, senders, { batch, isKept }) {
    const buffers = newList();
    for (let i = 0; i < batch.length; i += 1) buffers[i] = batch[i].bytes;
    const datagrams = arrayOf(buffers);
    if (senders) tellSenders(senders, sendersOf(batch));
    if (isKept) host.setLate(socket, batch[batch.length - 1].next);
    pending.socket = undefined;
    return datagrams;
  };

  /** @returns {Buffer[]|false} the datagrams; false when it would block */
  host.receiveMany = function (socket, id, count, size, senders) {
    const wanted = host.manyWanted(count, size, senders);
    const batch = host.receiveBatch(socket, id, wanted);
    return batch === false ? false : host.giveBatch(socket, senders, batch);
  };

  const takeAll = () => takeBatch(true);

  /** What could not be copied from the window, as the stack had no room for the call. */
  function takeLaidOut() {
    set(incoming.bytes, new Uint8Array(bufferOf(host.arrivals), offsetOf(host.arrivals), pending.end), 0);
    return takeBatch(true);
  }

  /**
   * Receives what is there. The socket's option UDP_GRO, which anybody may have changed, decides how much room each message needs: it is
   * asked for as it was the last time, and once more if that was wrong.
   */
  function received(socket, id, most, longest, wantsSenders) {
    const written = receiveRecords(natives.receiveMany, socket, id, most, longest, host.coalesces(socket), wantsSenders);
    if (written !== STALE) return written === WOULD_BLOCK ? false : takeBatch(wantsSenders);
    host.setCoalesces(socket, !host.coalesces(socket));
    return received(socket, id, most, longest, wantsSenders);
  }

  function receiveRecords(receive, socket, id, most, longest, isCoalesced, wantsSenders) {
    const each = isCoalesced ? LONGEST_PIECE : longest;
    let fitting = RECEIVE_SIZE / (aligned(each) || 1);
    fitting = fitting >= most ? most : fitting < 1 ? 1 : fitting - fitting % 1;
    const room = fitting * (RECORD_SIZE + aligned(each));
    if (lengthOf(incoming.bytes) < room) incoming = memoryOf(room);
    pending.length = fitting;
    pending.bytes = longest;
    pending.take = takeAll;
    let written;
    slots[RESULT] = WOULD_BLOCK;
    try {
      written = receive(id, fitting, each, isCoalesced ? 1 : 0, wantsSenders ? 1 : 0, incoming.bytes, 0, room);
    } catch (error) {
      if (slots[RESULT] > 0) {
        pending.end = slots[RESULT];
        pending.take = takeLaidOut;
        pending.socket = socket;
      }
      throw error;
    }
    if (written === FAILED) throw errors.last();
    if (written >= 0) pending.socket = socket;
    return written;
  }

  const receiveOne = (id, one, longest, isCoalesced, wantsSenders, room, offset, length) => natives.receiveFrom(id, longest, room, offset, length);

  function receivedOne(socket, id, longest) {
    return receiveRecords(receiveOne, socket, id, 1, longest, false, true) === WOULD_BLOCK ? false : takeBatch(true);
  }

  /** @returns {object|false} a datagram and who sent it; false when it would block */
  host.receiveFrom = function (socket, id, most) {
    if (pending.socket !== undefined) host.settle();
    const kept = host.lateOf(socket);
    let longest = most;
    if (most > LONGEST_OF_INTERNET && kept === undefined) {
      const size = natives.pending(id);
      if (size === FAILED) throw errors.last();
      if (size === WOULD_BLOCK) return false;
      if (size < most) longest = size;
    }
    const batch = kept === undefined ? receivedOne(socket, id, longest) : late(kept, 1, most);
    if (batch === false) return false;
    const { bytes: data, sender, next } = batch[0];
    const parts = lengthOf(sender) > 0 ? natives.decodeAddress(sender, 0, -1)[0].parts : namelessSender(socket, id, kept !== undefined);
    const result = parts.length > 2 ? { data, address: parts[0], port: parts[1], packetType: parts[2], hardwareAddress: parts[3] }
      : { data, address: parts[0], port: parts[1] };
    if (kept !== undefined) host.setLate(socket, next);
    pending.socket = undefined;
    if (longest > LONGEST) incoming = none;
    return result;
  };

  /** Who sent what came without a sender. What was kept, receive() may have taken, after which getPeerName knows it. */
  function namelessSender(socket, id, isKept) {
    const peer = isKept ? natives.peerName(id) : undefined;
    if (peer !== undefined) return peer[0].parts;
    return host.kindOf(socket).family === host.Socket.PF_UNIX ? [""] : [];
  }

  /** What lies in the memory, as Buffers, with the encoded addresses of their senders if they are wanted. */
  function takeBatch(wantsSenders) {
    const { bytes, integers } = incoming;
    const records = pending.length;
    const longest = pending.bytes;
    const batch = newList();
    let at = records * RECORD_SIZE;
    let count = 0;
    for (let i = 0; i < records && integers[i * RECORD_SIZE / 4] >= 0; i += 1) {
      const length = integers[i * RECORD_SIZE / 4];
      const lengths = integers[i * RECORD_SIZE / 4 + 1];
      const addressLength = wantsSenders ? lengths % SEGMENT_SHIFT : 0;
      const sender = addressLength === 0 ? noAddress : copied(bytes, i * RECORD_SIZE + HEAD_SIZE, addressLength);
      const step = (lengths - lengths % SEGMENT_SHIFT) / SEGMENT_SHIFT || length || 1;
      for (let start = 0; start === 0 || start < length; start += step) {
        const rest = length - start < step ? length - start : step;
        batch[count] = { bytes: copied(bytes, at + start, rest < longest ? rest : longest), sender };
        count += 1;
      }
      at += aligned(length);
    }
    return batch;
  }

  /** What an earlier call has received and could not give to the script. */
  function late(first, most, longest) {
    const batch = newList();
    for (let kept = first; kept !== undefined && batch.length < most; kept = kept.next) {
      const isLong = lengthOf(kept.bytes) > longest;
      batch[batch.length] = { bytes: isLong ? copied(kept.bytes, 0, longest) : kept.bytes, sender: kept.sender, next: kept.next };
    }
    return batch;
  }

  function sendersOf(batch) {
    const all = newList();
    for (let i = 0; i < batch.length; i += 1) {
      const { sender } = batch[i];
      all[i] = lengthOf(sender) === 0 ? [] : natives.decodeAddress(sender, 0, -1)[0].parts;
    }
    return all;
  }

  /** The script's array may refuse: then the datagrams stay, for the next call. */
  function tellSenders(senders, all) {
    try {
      senders.length = 0;
      for (let i = 0; i < all.length; i += 1) senders[i] = all[i];
    } catch {
      throw errors.wrongType("senders", "an array that can be edited", senders);
    }
  }
})
