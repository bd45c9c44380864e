"use strict";

const { show, randoms, digest } = require("./shared.js");

for (const text of ["", "a", "ab", "abc", "abcd", "\0", "\xff\xfe", "é", "€", "😀", undefined, null, 12, true, {}]) show(`btoa ${String(text)}`, () => btoa(text));
for (const text of ["", "YQ==", "YWI=", "YWJj", "YQ", "YWI", "Y", "YQ=", "YQ===", "=", "==", "====", "Y=Q=", "YWJj=", "YW Jj", " Y\tW\nJ\fj\r", "YW\u00a0Jj", "YW-j", "YW_j", "YW*j",
  "YWJjZA==", "YWJjZA=", "/+/+", "é", "😀", "YR==", "YWJ=", undefined, null, 12, "ab\0d"]) show(`atob ${JSON.stringify(text)}`, () => atob(text));
show("btoa of nothing", () => btoa());
show("atob of nothing", () => atob());
show("a symbol", () => btoa(Symbol()));

const random = randoms(2);
let all = "";
for (let round = 0; round < 3000; round += 1) {
  const text = Array.from({ length: random(12) }, () => String.fromCharCode(random(256))).join("");
  const encoded = btoa(text);
  all += `${encoded};`;
  if (atob(encoded) !== text) console.log("differs", JSON.stringify(text));
  const odd = Array.from({ length: random(9) }, () => "ABab01+/= \n-é"[random(13)]).join("");
  try {
    all += `${atob(odd)};`;
  } catch (error) {
    all += `${error.name} ${error.code};`;
  }
}
console.log(digest(all));
