// Messages with control data, see sendmsg(2) and recvmsg(2).
//
// What a message came with lies in C# until the script has its objects, which are made one after the other: should that break off, it is told
// again, and what was made already is used.
(function (host) {
  "use strict";

  const { natives, check, errors, copied, copies, controlNames, define, memory, newList, pending, slots, Socket } = host;
  const { FAILED, WOULD_BLOCK, ALL } = host.results;
  const { RESULT, SCRATCH_START, ARRIVALS_LENGTH } = host.layout;
  const { bufferOf, isArray, keys, lengthOf, set, Array, Float64Array, Int32Array, Uint8Array } = host.intrinsics;

  const INT_MAX = 2147483647;
  const MOST_DESCRIPTORS = 4096;
  const DEFAULT_SIZE = 65536;
  const LONGEST = 1048576;
  const { MSG_PEEK, MSG_ERRQUEUE = 0, MSG_OOB, MSG_TRUNC, MSG_CTRUNC, PF_UNIX } = Socket;
  const PAST_KEPT = MSG_ERRQUEUE | MSG_OOB; // what is received so is not what receive() would have got

  const { partsOf, dataOf, roomOf, checkParts, joined, scatter, gathered } = host.parts;

  const nothing = new Uint8Array(0);

  function objectOf(name, value) {
    if (typeof value !== "object" || value === null || isArray(value)) throw errors.wrongType(name, "an object", value);
    return value;
  }

  const unknown = (name, value) => errors.wrongType(name, "left out: nothing has that name", value);

  // ---- sending -----------------------------------------------------------------------------------------------------

  function isControl(name) {
    for (let i = 0; i < controlNames.length; i += 1) if (controlNames[i] === name) return true;
    return name === "control";
  }

  /** The parts of an address, which may stand in one array with its port. */
  function addressParts(address, port) {
    if (isArray(address)) {
      if ((port ?? null) !== null) throw errors.wrongType("message.address", "a string where a port follows", address);
      const count = check.integer("message.address.length", address.length, 0, 16);
      const parts = new Array(count);
      for (let i = 0; i < count; i += 1) define(parts, i, i === 1 ? portOf(address[i]) : address[i]);
      return parts;
    }
    return [address, portOf(port)];
  }

  const portOf = (port) => check.optional("message.port", port, 0, 2 ** 32 - 1, null);

  /** What is to go along as a descriptor: a number, a Socket or a Descriptor. */
  function descriptorsOf(value) {
    const list = newList();
    if (!isArray(value)) throw errors.wrongType("message.descriptors", "an array of Sockets, Descriptors and numbers", value);
    const count = check.integer("message.descriptors.length", value.length, 0, MOST_DESCRIPTORS);
    for (let i = 0; i < count; i += 1) {
      const element = value[i];
      const isOwned = host.idOf(element) !== undefined || host.descriptorIdOf(element) !== undefined;
      list[i] = isOwned ? element : check.number(`message.descriptors[${i}]`, element);
    }
    return { list, count };
  }

  /** The ids of those that have one, as negative numbers; to be asked for when no code of the script's runs any more. */
  function idsOf({ list, count }) {
    const ids = new Array(count);
    for (let i = 0; i < count; i += 1) {
      const element = list[i];
      const id = typeof element === "number" ? undefined : host.idOf(element) ?? host.descriptorIdOf(element);
      define(ids, i, id === undefined ? element : id < 0 ? -INT_MAX : -1 - id); // of a closed one nothing is found
    }
    return ids;
  }

  /** What a script has said of a message; each of its properties is looked at once. */
  function read(message) {
    const names = keys(objectOf("message", message));
    const told = { data: undefined, flags: 0, segmentSize: 0, descriptors: undefined, properties: undefined };
    let address;
    let port;
    for (let i = 0; i < names.length; i += 1) {
      const name = names[i];
      const value = message[name];
      if (name === "data") told.data = value;
      else if (name === "address") address = value;
      else if (name === "port") port = value;
      else if (name === "flags") told.flags = check.optional("message.flags", value, -INT_MAX - 1, INT_MAX, 0);
      else if (name === "segmentSize") told.segmentSize = check.optional("message.segmentSize", value, 1, 65535, 0);
      else if (name === "descriptors") told.descriptors = (value ?? null) === null ? undefined : descriptorsOf(value);
      else if (!isControl(name)) throw unknown(`message.${name}`, value);
      else if ((value ?? null) !== null) define(told.properties ??= {}, name, value);
    }
    if ((address ?? port ?? null) !== null) define(told.properties ??= {}, "address", addressParts(address, port));
    return told;
  }

  /** What crosses beside the data and the descriptors, packed while code of the script's may still run; undefined for nothing. */
  function packProperties({ properties, descriptors }) {
    if (properties === undefined && descriptors === undefined) return undefined;
    const packed = {};
    const names = properties === undefined ? [] : keys(properties);
    for (let i = 0; i < names.length; i += 1) define(packed, names[i], host.pack(`message.${names[i]}`, properties[names[i]]));
    return packed;
  }

  /** What is to be sent, when all code of the script's has run. */
  host.prepareMessage = function (message, isToJoin) {
    const told = read(message);
    const parts = partsOf("message.data", told.data ?? nothing, dataOf);
    const packed = packProperties(told);
    checkParts("message.data", parts);
    return { told, packed, parts: isToJoin && parts.count > 0 ? joined(parts) : parts };
  };

  /** Hands it to the system. @returns {number} what the table does */
  host.sendPreparedMessage = function (id, { told, packed, parts }) {
    const rest = packed === undefined ? null : [packed, told.descriptors === undefined ? [] : idsOf(told.descriptors)];
    return natives.sendMessage(id, told.flags, told.segmentSize, parts.bytes, parts.count, rest);
  };

  function send(socket, message) {
    const prepared = host.prepareMessage(message, copies);
    const sent = host.sendPreparedMessage(host.ownId(socket), prepared);
    if (sent === ALL) return true;
    if (sent === WOULD_BLOCK) return false;
    if (sent === FAILED) throw errors.last();
    return sent;
  }

  // ---- what a message came with ------------------------------------------------------------------------------------

  // Where SocketTable.Messages.cs tells it: flags, segment size, the length of the sender's address, and that.
  const HEAD = 3;
  const ADDRESS_SIZE = 128;
  const { buffer: windowMemory } = memory; // taken now: a script's getter must not be given the window
  const head = new Float64Array(windowMemory, SCRATCH_START, HEAD);
  const addressInWindow = new Uint8Array(windowMemory, SCRATCH_START + 8 * HEAD, ADDRESS_SIZE);
  const addressWords = new Int32Array(windowMemory, SCRATCH_START + 8 * HEAD, ADDRESS_SIZE / 4);

  // Who sent the last message: nearly always it is the one who sent the one before.
  const knownBytes = new Uint8Array(ADDRESS_SIZE);
  const knownWords = new Int32Array(bufferOf(knownBytes));
  let known = { length: -1, parts: undefined };

  function isKnown(length) {
    if (known.length !== length) return false;
    for (let i = 0; i < length / 4; i += 1) if (knownWords[i] !== addressWords[i]) return false;
    return true;
  }

  /** The parts of the sender's address, of which the window tells; nothing in there is good afterwards. */
  function senderParts(length) {
    if (isKnown(length)) return known.parts;
    known = { length: -1, parts: undefined };
    set(knownBytes, addressInWindow, 0);
    const { parts } = natives.decodeAddress(new Uint8Array(bufferOf(knownBytes), 0, length), 0, -1)[0];
    known = { length, parts };
    return parts;
  }

  function nameless(socket) { return host.kindOf(socket).family === PF_UNIX ? "" : undefined; }

  /** An object for a message, of what the window tells: with room for data, or with the number of bytes that are elsewhere. */
  function described(socket, bytes) {
    const flags = head[0];
    const segmentSize = head[1];
    const length = head[2];
    const end = 8 * HEAD + (length + 7 & -8);
    const control = new Float64Array(windowMemory, SCRATCH_START + end, 1)[0] === 0 ? undefined : host.readAt(end + 8);
    const parts = length === 0 ? undefined : senderParts(length);
    const address = parts === undefined ? nameless(socket) : parts[0];
    const port = parts === undefined ? undefined : parts[1];
    const truncated = (flags & MSG_TRUNC) !== 0;
    const controlTruncated = (flags & MSG_CTRUNC) !== 0;
    const message = bytes === undefined ? { data: undefined, address, port, truncated, controlTruncated, flags }
      : { bytes, address, port, truncated, controlTruncated, flags };
    if (parts !== undefined && parts.length > 2) {
      define(message, "packetType", parts[2]);
      define(message, "hardwareAddress", parts[3]);
    }
    if (segmentSize > 0) define(message, "segmentSize", segmentSize);
    if (control !== undefined) addControl(message, control);
    return message;
  }

  function addControl(message, control) {
    const names = keys(control);
    for (let i = 0; i < names.length; i += 1) {
      const name = names[i];
      const value = control[name];
      define(message, name, name === "descriptors" ? descriptorsFor(value) : name === "pidfd" ? descriptorAt(value, null) : value);
    }
  }

  /** Sockets and Descriptors for those that came along: each a list of family, type and protocol, or null. */
  function descriptorsFor(kinds) {
    const all = new Array(kinds.length);
    for (let i = 0; i < kinds.length; i += 1) define(all, i, descriptorAt(i, kinds[i]));
    return all;
  }

  /** A Socket of that family, type and protocol, or a Descriptor, for the one at a place among all that came along. */
  function descriptorAt(place, kind) {
    const made = pending.made ??= newList();
    if (made[place] === undefined) {
      const open = (id) => natives.takeDescriptor(place, id);
      made[place] = kind === null ? host.newDescriptor(open) : host.newSocket({ family: kind[0], type: kind[1], proto: kind[2] }, open);
    }
    return made[place];
  }

  // ---- receiving ---------------------------------------------------------------------------------------------------

  /** What a script wants to receive: how many bytes, perhaps into memory of its own, and with which flags. */
  function wanted(options) {
    const told = { size: undefined, into: undefined, flags: 0 };
    if ((options ?? null) === null) return { size: DEFAULT_SIZE, into: undefined, flags: 0 };
    const names = keys(objectOf("options", options));
    let into;
    for (let i = 0; i < names.length; i += 1) {
      const name = names[i];
      const value = options[name];
      if (name === "size") told.size = check.optional("options.size", value, 0, LONGEST, undefined);
      else if (name === "into") into = value;
      else if (name === "flags") told.flags = check.optional("options.flags", value, -INT_MAX - 1, INT_MAX, 0);
      else throw unknown(`options.${name}`, value);
    }
    if ((into ?? null) === null) {
      told.size ??= DEFAULT_SIZE;
      return told;
    }
    if (told.size !== undefined) throw errors.wrongType("options.size", "left out where options.into is given", told.size);
    told.into = partsOf("options.into", into, roomOf);
    checkParts("options.into", told.into);
    told.size = told.into.total;
    return told;
  }

  // What is pending lies in the window, in memory that the module has made, or in the script's own.
  const takeFrom = (socket, bytes) => {
    natives.messageAgain();
    return [{ bytes, sender: nothing, message: described(socket), next: undefined }];
  };
  const takeArrived = () => takeFrom(pending.socket, copied(host.arrivals, 0, pending.length));
  const takeMade = () => takeFrom(pending.socket, copied(pending.bytes, 0, pending.length));
  const takeScattered = () => takeFrom(pending.socket, gathered(pending.length, pending.bytes));

  /** Receives; what has come is pending then. Returns how many bytes, or WOULD_BLOCK. */
  function arrive(socket, id, { size, into, flags }) {
    const isDirect = into !== undefined && !(copies && (into.count > 0 || size <= ARRIVALS_LENGTH));
    const fits = !isDirect && size <= ARRIVALS_LENGTH;
    const made = isDirect || fits ? undefined : new Uint8Array(size);
    pending.take = fits ? takeArrived : isDirect ? takeScattered : takeMade;
    pending.bytes = isDirect ? into : made;
    pending.made = undefined;
    slots[RESULT] = WOULD_BLOCK;
    let count = WOULD_BLOCK;
    try {
      count = fits ? natives.receiveMessage(id, flags, size)
        : isDirect ? natives.receiveMessageInto(id, flags, size, into.bytes, into.count)
          : natives.receiveMessageInto(id, flags, size, made, 0);
    } finally {
      // Wherever the stack ended: a number in the window is that of bytes which have been taken.
      if (slots[RESULT] >= 0) {
        pending.length = slots[RESULT] < size ? slots[RESULT] : size;
        if ((flags & MSG_PEEK) === 0) {
          pending.aside = flags & PAST_KEPT;
          pending.socket = socket;
        }
      }
    }
    return count;
  }

  /** A message of what has come just now. */
  function receiveNew(socket, id, told) {
    const count = arrive(socket, id, told);
    if (count === FAILED) throw errors.last();
    if (count === WOULD_BLOCK) return false;
    const { into } = told;
    const message = described(socket, into === undefined ? undefined : count);
    if (into === undefined) {
      message.data = copied(pending.take === takeArrived ? host.arrivals : pending.bytes, 0, pending.length);
    } else if (pending.take !== takeScattered) {
      scatter(pending.take === takeArrived ? host.arrivals : pending.bytes, pending.length, into);
    }
    pending.socket = undefined;
    pending.bytes = undefined;
    pending.made = undefined;
    pending.aside = 0;
    return message;
  }

  /**
   * A message of what was kept, whichever call has received it.
   * @param take is called when nothing can fail any more
   */
  function receiveKept(socket, kept, { size, into, flags }, take) {
    const length = lengthOf(kept.bytes) < size ? lengthOf(kept.bytes) : size;
    const isCut = length < lengthOf(kept.bytes);
    const isStream = host.isStream(socket);
    const message = kept.message ?? plain(socket, kept.sender);
    message.truncated ||= isCut && !isStream;
    if (into !== undefined) {
      scatter(kept.bytes, length, into);
      delete message.data;
      define(message, "bytes", length);
    } else {
      message.data = isCut || (flags & MSG_PEEK) !== 0 ? copied(kept.bytes, 0, length) : kept.bytes;
    }
    if ((flags & MSG_PEEK) === 0) take(size, isStream);
    return message;
  }

  /** Of what another call has received only the sender is known. */
  function plain(socket, sender) {
    const parts = lengthOf(sender) === 0 ? [nameless(socket)] : natives.decodeAddress(sender, 0, -1)[0].parts;
    return { data: undefined, address: parts[0], port: parts[1], truncated: false, controlTruncated: false, flags: 0 };
  }

  host.messageWanted = wanted;

  /** @returns {object|false} a message as it is wanted; false when it would block */
  host.receiveWanted = function (socket, told) {
    if (pending.socket !== undefined) host.settle();
    const id = host.ownId(socket);
    const way = told.flags & PAST_KEPT;
    const kept = way === 0 ? host.lateOf(socket) : host.asideOf(socket);
    if (kept === undefined || (way !== 0 && kept.way !== way)) return receiveNew(socket, id, told);
    return receiveKept(socket, kept, told, (size, isStream) => {
      if (way === 0) host.takeLate(socket, size, isStream);
      else host.setAside(socket, kept.next);
    });
  };

  host.addMethods(Socket.prototype, {
    /**
     * Sends bytes with control data, see sendmsg(2).
     * @param {object} message { data, address, port, flags } and control data: descriptors, credentials, ttl, tos, packetInfo, segmentSize,
     *   control. The data may be an array of what send() takes, which is gathered
     * @returns {boolean|number} what send() returns
     * @throws {SocketError} what send() throws; EINVAL, EPERM: the system refuses some of the control data; EBADF: one of the descriptors
     *   is closed
     */
    sendMessage(message) {
      host.ownId(this);
      return send(this, message);
    },

    /**
     * Receives bytes with control data, see recvmsg(2).
     * @param {object} [options] { size, into, flags }: how many bytes at most, 65,536 when left out; or where to, which may be an array
     * @returns {object|false} { data, address, port, truncated, controlTruncated, flags } and control data; with `into`, bytes in place of
     *   data, how many there are. False when it would block; with MSG_ERRQUEUE, when the queue is empty
     */
    receiveMessage(options) {
      host.ownId(this);
      return host.receiveWanted(this, wanted(options));
    },
  });
})
