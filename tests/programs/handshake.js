// The answer to a WebSocket handshake (RFC 6455, section 4.2.2), with SHA-1 and base64 in plain JavaScript.

var Buffer = require("binary").Buffer;

var GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
var ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function rotate(value, bits) {
  return (value << bits) | (value >>> (32 - bits));
}

/** The message with SHA-1's padding, as 32-bit words (FIPS 180-4, section 5.1.1). */
function padded(bytes) {
  var words = [];
  var count = (((bytes.length + 8) >> 6) + 1) * 16;
  for (var i = 0; i < count; i++) {
    words[i] = 0;
  }
  for (i = 0; i < bytes.length; i++) {
    words[i >> 2] |= bytes[i] << (24 - (i % 4) * 8);
  }
  words[bytes.length >> 2] |= 0x80 << (24 - (bytes.length % 4) * 8);
  words[count - 1] = bytes.length * 8;
  return words;
}

function mix(step, b, c, d) {
  if (step < 20) {
    return ((b & c) | (~b & d)) + 0x5a827999;
  }
  if (step < 40) {
    return (b ^ c ^ d) + 0x6ed9eba1;
  }
  if (step < 60) {
    return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  }
  return (b ^ c ^ d) + 0xca62c1d6;
}

/** One block of 16 words goes into the five words of the state. */
function addBlock(state, block) {
  var w = block.slice();
  var a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
  for (var i = 0; i < 80; i++) {
    if (i >= 16) {
      w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    }
    var next = (rotate(a, 5) + mix(i, b, c, d) + e + w[i]) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  return [(state[0] + a) | 0, (state[1] + b) | 0, (state[2] + c) | 0, (state[3] + d) | 0, (state[4] + e) | 0];
}

/** The 20 bytes of a Buffer's SHA-1. */
function sha1(bytes) {
  var state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0];
  var words = padded(bytes);
  for (var i = 0; i < words.length; i += 16) {
    state = addBlock(state, words.slice(i, i + 16));
  }
  var digest = new Buffer(20);
  for (i = 0; i < 20; i++) {
    digest[i] = (state[i >> 2] >>> (24 - (i % 4) * 8)) & 255;
  }
  return digest;
}

function base64(bytes) {
  var text = "";
  for (var i = 0; i < bytes.length; i += 3) {
    var left = bytes.length - i;
    var group = (bytes[i] << 16) | ((left > 1 ? bytes[i + 1] : 0) << 8) | (left > 2 ? bytes[i + 2] : 0);
    text += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63);
    text += left > 1 ? ALPHABET.charAt((group >> 6) & 63) : "=";
    text += left > 2 ? ALPHABET.charAt(group & 63) : "=";
  }
  return text;
}

/**
 * The response to a request's head.
 * @param {string} head without its last empty line
 * @returns {?string} null when it is not a WebSocket request
 */
function handshake(head) {
  var key = head.match(/^Sec-WebSocket-Key:\s*(\S+)\s*$/im);
  if (!key || !/^GET \S+ HTTP\/1\.1\r\n/.test(head) || !/^Upgrade:\s*websocket\s*$/im.test(head)) {
    return null;
  }
  return "HTTP/1.1 101 Switching Protocols\r\n" +
    "Upgrade: websocket\r\n" +
    "Connection: Upgrade\r\n" +
    "Sec-WebSocket-Accept: " + base64(sha1(new Buffer(key[1] + GUID, "utf-8"))) + "\r\n\r\n";
}

exports.handshake = handshake;
