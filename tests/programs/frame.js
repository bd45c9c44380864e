// WebSocket frames (RFC 6455, section 5.2): taken apart and put together.

var Buffer = require("binary").Buffer;

var MAX_LENGTH = 1048576;

exports.CONTINUATION = 0;
exports.TEXT = 1;
exports.BINARY = 2;
exports.CLOSE = 8;
exports.PING = 9;
exports.PONG = 10;

/** What is wrong with a frame, with the code of the close frame that says so. */
function FrameError(code, message) {
  this.code = code;
  this.message = message;
}
FrameError.prototype = new Error();
exports.FrameError = FrameError;

/** The length of the payload and where what follows it in the header begins; null when bytes are missing. */
function readLength(bytes) {
  var length = bytes[1] & 127;
  var size = length == 127 ? 8 : length == 126 ? 2 : 0;
  if (bytes.length < 2 + size) {
    return null;
  }
  if (size) {
    length = 0;
    for (var i = 0; i < size; i++) {
      length = length * 256 + bytes[2 + i];
    }
  }
  return { length: length, end: 2 + size };
}

/**
 * Takes the first frame off some bytes.
 * @returns {?{fin: boolean, opcode: number, data: Buffer, end: number}} null when it is not complete
 * @throws {FrameError} when a client must not send this
 */
exports.parse = function (bytes) {
  if (bytes.length < 2) {
    return null;
  }
  var fin = (bytes[0] & 128) != 0;
  var opcode = bytes[0] & 15;
  if (bytes[0] & 112) {
    throw new FrameError(1002, "reserved bits are set");
  }
  if (!(bytes[1] & 128)) {
    throw new FrameError(1002, "not masked");
  }
  var payload = readLength(bytes);
  if (!payload) {
    return null;
  }
  if (opcode > 7 && (!fin || payload.length > 125)) {
    throw new FrameError(1002, "a control frame is fragmented or too long");
  }
  if (payload.length > MAX_LENGTH) {
    throw new FrameError(1009, "too long");
  }
  var start = payload.end + 4;
  if (bytes.length < start + payload.length) {
    return null;
  }
  var data = new Buffer(payload.length);
  data.copyFrom(bytes.range(start, start + payload.length), 0, 0);
  for (var i = 0; i < data.length; i++) {
    data[i] ^= bytes[payload.end + (i % 4)];
  }
  return { fin: fin, opcode: opcode, data: data, end: start + payload.length };
};

/** The bytes of one unmasked frame, as a server sends it. */
exports.build = function (opcode, data) {
  var size = data.length > 65535 ? 8 : data.length > 125 ? 2 : 0;
  var frame = new Buffer(2 + size + data.length);
  frame[0] = 128 | opcode;
  frame[1] = size == 8 ? 127 : size == 2 ? 126 : data.length;
  var rest = data.length;
  for (var i = size - 1; i >= 0; i--) {
    frame[2 + i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  frame.copyFrom(data, 0, 2 + size);
  return frame;
};
