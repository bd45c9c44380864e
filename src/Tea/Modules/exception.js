// The class DOMException: errors that have a name of the web's instead of a class of their own.
(function () {
  "use strict";

  const { Error, Object } = globalThis;
  const { captureStackTrace } = Error;

  // The names that once had numbers, in their order; the web has given up those without a name.
  const NUMBERED = [
    "", "IndexSizeError", "", "HierarchyRequestError", "WrongDocumentError", "InvalidCharacterError", "", "NoModificationAllowedError",
    "NotFoundError", "NotSupportedError", "InUseAttributeError", "InvalidStateError", "SyntaxError", "InvalidModificationError",
    "NamespaceError", "InvalidAccessError", "", "TypeMismatchError", "SecurityError", "NetworkError", "AbortError", "URLMismatchError",
    "QuotaExceededError", "TimeoutError", "InvalidNodeTypeError", "DataCloneError",
  ];
  const CONSTANTS = [
    "", "INDEX_SIZE_ERR", "DOMSTRING_SIZE_ERR", "HIERARCHY_REQUEST_ERR", "WRONG_DOCUMENT_ERR", "INVALID_CHARACTER_ERR",
    "NO_DATA_ALLOWED_ERR", "NO_MODIFICATION_ALLOWED_ERR", "NOT_FOUND_ERR", "NOT_SUPPORTED_ERR", "INUSE_ATTRIBUTE_ERR", "INVALID_STATE_ERR",
    "SYNTAX_ERR", "INVALID_MODIFICATION_ERR", "NAMESPACE_ERR", "INVALID_ACCESS_ERR", "VALIDATION_ERR", "TYPE_MISMATCH_ERR", "SECURITY_ERR",
    "NETWORK_ERR", "ABORT_ERR", "URL_MISMATCH_ERR", "QUOTA_EXCEEDED_ERR", "TIMEOUT_ERR", "INVALID_NODE_TYPE_ERR", "DATA_CLONE_ERR",
  ];

  class DOMException {
    #message;
    #name;

    /**
     * @param {string} [message=""]
     * @param {string|{name: string, cause: *}} [nameOrOptions="Error"]
     */
    constructor(message = "", nameOrOptions = "Error") {
      this.#message = `${message}`;
      if (typeof nameOrOptions === "object" && nameOrOptions !== null) {
        const { name = "Error" } = nameOrOptions;
        this.#name = `${name}`;
        if ("cause" in nameOrOptions) {
          Object.defineProperty(this, "cause", { value: nameOrOptions.cause, writable: true, enumerable: false, configurable: true });
        }
      } else {
        this.#name = `${nameOrOptions}`;
      }
      captureStackTrace(this, new.target);
    }

    get name() { return this.#name; }

    get message() { return this.#message; }

    /** The number that errors of this name once had; 0 for others. */
    get code() {
      const name = this.#name;
      if (name === "") return 0;
      for (let code = 1; code < NUMBERED.length; code += 1) if (NUMBERED[code] === name) return code;
      return 0;
    }
  }

  Object.setPrototypeOf(DOMException.prototype, Error.prototype);
  for (const name of ["name", "message", "code"]) Object.defineProperty(DOMException.prototype, name, { enumerable: true });
  Object.defineProperty(DOMException.prototype, Symbol.toStringTag, { value: "DOMException", configurable: true });
  for (let code = 1; code < CONSTANTS.length; code += 1) {
    for (const target of [DOMException, DOMException.prototype]) Object.defineProperty(target, CONSTANTS[code], { value: code, enumerable: true });
  }

  return { DOMException };
})
