// The methods of the Buffer that read and write numbers: readUInt8(offset), writeUInt8(value, offset),
// readUInt16LE(offset), ...
(function (host) {
  "use strict";

  const { integer, outOfRange } = host.bytes;

  // As Node names them: DataView's name, size in bytes, smallest and largest value.
  const numbers = {
    Int8: ["Int8", 1, -0x80, 0x7f],
    UInt8: ["Uint8", 1, 0, 0xff],
    Int16: ["Int16", 2, -0x8000, 0x7fff],
    UInt16: ["Uint16", 2, 0, 0xffff],
    Int32: ["Int32", 4, -0x80000000, 0x7fffffff],
    UInt32: ["Uint32", 4, 0, 0xffffffff],
    BigInt64: ["BigInt64", 8, -(2n ** 63n), 2n ** 63n - 1n],
    BigUInt64: ["BigUint64", 8, 0n, 2n ** 64n - 1n],
    Float: ["Float32", 4, -Infinity, Infinity],
    Double: ["Float64", 8, -Infinity, Infinity],
  };

  const dataView = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

  /** The pair of methods for one type and byte order; both throw RangeErrors for an offset or value out of range. */
  function accessors(name, [type, size, smallest, largest], littleEndian) {
    const [get, set] = [DataView.prototype[`get${type}`], DataView.prototype[`set${type}`]];
    return {
      [`read${name}`](offset = 0) {
        return get.call(dataView(this), integer("offset", offset, this.length - size), littleEndian);
      },
      [`write${name}`](value, offset = 0) {
        if (value < smallest || value > largest) throw outOfRange("value", `>= ${smallest} and <= ${largest}`, value);
        set.call(dataView(this), integer("offset", offset, this.length - size), value, littleEndian);
        return offset + size;
      },
    };
  }

  host.numbers = {};
  for (const [name, number] of Object.entries(numbers)) {
    for (const order of number[1] === 1 ? [""] : ["LE", "BE"]) {
      for (const [method, fn] of Object.entries(accessors(name + order, number, order === "LE"))) {
        host.numbers[method] = fn;
        host.numbers[method.replace("UInt", "Uint")] = fn;
      }
    }
  }
})
