"use strict";

const { show } = require("./shared.js");

for (const args of [[], ["m"], ["m", "AbortError"], ["m", "Mine"], ["m", undefined], [undefined, "TimeoutError"], [5, 6], ["m", { name: "DataCloneError", cause: 7 }]]) {
  show(`made with ${JSON.stringify(args)}`, () => { const e = new DOMException(...args); return [e.name, e.message, e.code, e.cause, "cause" in e, String(e)]; });
}
show("it is an Error", () => { const e = new DOMException("m", "AbortError"); return [e instanceof Error, e instanceof DOMException, Object.prototype.toString.call(e), typeof e.stack, e.stack.split("\n")[0]]; });
show("its properties cannot be set", () => { const e = new DOMException("m", "AbortError"); try { e.name = "x"; } catch { /* strict */ } return [e.name, Object.keys(e)]; });
show("without new", () => DOMException("m"));
show("its constants", () => Object.keys(DOMException).map((key) => `${key} ${DOMException[key]} ${new DOMException()[key]}`));
for (const name of ["IndexSizeError", "HierarchyRequestError", "WrongDocumentError", "InvalidCharacterError", "NoModificationAllowedError", "NotFoundError", "NotSupportedError",
  "InUseAttributeError", "InvalidStateError", "SyntaxError", "InvalidModificationError", "NamespaceError", "InvalidAccessError", "TypeMismatchError", "SecurityError",
  "NetworkError", "AbortError", "URLMismatchError", "QuotaExceededError", "TimeoutError", "InvalidNodeTypeError", "DataCloneError", "EncodingError", ""]) {
  show(`the code of ${name}`, () => new DOMException("", name).code);
}
