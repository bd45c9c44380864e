// atob and btoa, as the HTML standard has them.
(function (host) {
  "use strict";

  const { Array, String, TypeError } = globalThis;
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const places = new Array(128).fill(-1);
  for (let i = 0; i < 64; i += 1) places[ALPHABET.charCodeAt(i)] = i;

  const invalid = (message) => new (host.load("exception.js").DOMException)(message, "InvalidCharacterError");

  function checkGiven(count) {
    if (count === 0) throw new TypeError('The "data" argument must be specified');
  }

  /** The text without the padding that it may have. @throws {DOMException} a length that no base64 has */
  function stripped(data) {
    const text = `${data}`.replace(/[\t\n\f\r ]+/g, "");
    const bare = text.length % 4 === 0 ? text.replace(/={1,2}$/, "") : text;
    if (bare.length % 4 === 1) throw invalid("The string to be decoded is not correctly encoded.");
    return bare;
  }

  function atob(data, count) {
    checkGiven(count);
    const text = stripped(data);
    let result = "";
    for (let i = 0, bits = 0, pending = 0; i < text.length; i += 1) {
      const place = places[text.charCodeAt(i)] ?? -1;
      if (place < 0) throw invalid("The string to be decoded is not correctly encoded.");
      bits = (bits << 6 | place) & 0xffff;
      pending += 6;
      if (pending < 8) continue;
      pending -= 8;
      result += String.fromCharCode(bits >> pending & 0xff);
    }
    return result;
  }

  function btoa(data, count) {
    checkGiven(count);
    const text = `${data}`;
    let result = "";
    for (let i = 0; i < text.length; i += 3) {
      const codes = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)]; // NaN, which is 0 below, behind the end
      if (codes.some((code) => code > 0xff)) throw invalid("The string contains a character that is not a byte.");
      const bits = codes[0] << 16 | codes[1] << 8 | codes[2];
      result += ALPHABET[bits >> 18] + ALPHABET[bits >> 12 & 63];
      result += (i + 1 < text.length ? ALPHABET[bits >> 6 & 63] : "=") + (i + 2 < text.length ? ALPHABET[bits & 63] : "=");
    }
    return result;
  }

  return { atob, btoa };
})
