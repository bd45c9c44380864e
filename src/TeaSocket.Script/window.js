// Makes the host object of the face out of what a host can pass cheaply. Each argument and each result of a call is felt, a
// typed array most of all, in some hosts as several system calls: so integers and byte ranges cross through memory whose
// address the host knows, and a byte range is told by its address.
(function (adapter) {
  "use strict";

  // through: the functions of the table that find their arguments in memory. direct: those with strings, called with
  // arguments. shapes: the parameters of both. addressOf: the address of a typed array's first byte, which costs more than
  // copying `copied` bytes.
  const { through, direct, shapes, memory: { buffer, byteOffset, byteLength }, addressOf, copied, own, Buffer, results } = adapter;

  // Three integers, an address, a length, and what comes back; then room for bytes on their way.
  const numbers = new Float64Array(buffer, byteOffset, 6);
  const window = new Uint8Array(buffer, byteOffset + numbers.byteLength, byteLength - numbers.byteLength);
  const windowAddress = addressOf(window);

  /**
   * The address of a typed array. It stays for as long as somebody refers to the array and its length does not change: memory
   * that is taken away from an array leaves the length 0.
   */
  function address(bytes) {
    void bytes.buffer; // an engine may keep a small array in memory that it moves, until somebody asks for its buffer
    return addressOf(bytes);
  }

  /**
   * What puts a byte range where the function finds it, and calls it. The array that it was given last keeps its address:
   * who sends or receives much does it with few arrays. An array is worth asking for its address when it is large or comes
   * a second time, else its bytes are copied.
   */
  function caller(call, reads, writes) {
    let known = window;
    let knownLength = window.length;
    let knownAddress = windowAddress;

    function learn(bytes) {
      known = bytes;
      knownLength = bytes.length;
      knownAddress = address(bytes);
    }

    function copying(bytes, offset, length) {
      if (reads) window.set(length === bytes.length ? bytes : bytes.subarray(offset, offset + length));
      numbers[3] = windowAddress;
      numbers[4] = length;
      call();
      const result = numbers[5];
      if (writes && result > 0) bytes.set(window.subarray(0, result), offset);
      return result;
    }

    return (bytes, offset, length) => {
      if (bytes !== known && length <= copied) {
        known = bytes;
        knownLength = -1;
        return copying(bytes, offset, length);
      }
      if (bytes !== known || bytes.length !== knownLength) learn(bytes);
      numbers[3] = knownAddress + offset;
      numbers[4] = length;
      call();
      return numbers[5];
    };
  }

  /** The function of a shape without strings: its integers, then a byte range as an array, an offset and a length. */
  function throughMemory(call, shape) {
    const range = shape.at(-1);
    if (range !== "r" && range !== "w") {
      return (first = 0, second = 0, third = 0) => {
        numbers[0] = first;
        numbers[1] = second;
        numbers[2] = third;
        call();
        return numbers[5];
      };
    }
    const callWith = caller(call, range === "r", range === "w");
    switch (shape.length) {
      case 1: return callWith;
      case 2: return (first, bytes, offset, length) => {
        numbers[0] = first;
        return callWith(bytes, offset, length);
      };
      case 3: return (first, second, bytes, offset, length) => {
        numbers[0] = first;
        numbers[1] = second;
        return callWith(bytes, offset, length);
      };
      default: return (first, second, third, bytes, offset, length) => {
        numbers[0] = first;
        numbers[1] = second;
        numbers[2] = third;
        return callWith(bytes, offset, length);
      };
    }
  }

  /** The function of a shape with strings: a byte range becomes its address and length. */
  function withArguments(call, shape) {
    const at = shape.search(/[rw]/);
    if (at < 0) return call;
    const reads = shape[at] === "r";
    return (...args) => {
      const [bytes, offset, length] = args.splice(at, 3);
      const inWindow = length <= copied;
      if (inWindow && reads) window.set(bytes.subarray(offset, offset + length));
      args.splice(at, 0, inWindow ? windowAddress : address(bytes) + offset, length);
      const result = call(...args);
      if (inWindow && !reads && result > 0) bytes.set(window.subarray(0, result), offset);
      return result;
    };
  }

  // Owners of ids that are free again. To make one costs a host more than to open a socket.
  const spareOwners = [];

  /** What keeps an id open for as long as the script can reach it. */
  function takeOwner(id) {
    const spare = spareOwners[id];
    if (spare === undefined) return own(id);
    spareOwners[id] = undefined;
    return spare;
  }

  /** Gives the owner back, when what has the id is closed. */
  function giveBackOwner(id, owner) {
    spareOwners[id] = owner;
  }

  const natives = {};
  for (const [name, call] of Object.entries(through)) natives[name] = throughMemory(call, shapes[name]);
  natives.receiveIntoNew = throughMemory(through.receiveInto, shapes.receiveInto); // knows an array of its own
  for (const [name, call] of Object.entries(direct)) natives[name] = withArguments(call, shapes[name]);

  return {
    natives, takeOwner, giveBackOwner, results, Buffer, address,
    codec: {
      encodeUtf8(string) {
        const bytes = new Uint8Array(string.length * 3); // UTF-8 takes at most three bytes for a UTF-16 unit
        return bytes.slice(0, natives.encodeUtf8(string, bytes, 0, bytes.length));
      },
      decodeUtf8: (bytes) => natives.decodeUtf8(bytes, 0, bytes.length),
    },
  };
})
