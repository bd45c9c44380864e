/**
 * The words of a text, for the search, also of what is searched for: a name like SO_REUSEPORT or getAddrInfo is one word, and so are its parts.
 * VitePress passes it to the browser as source text, so it uses nothing from outside.
 */
export function tokenize(text) {
  const words = text.split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== "");
  return words.flatMap((word) => (word.includes("_") ? [word, ...word.split("_").filter((part) => part !== "")] : [word]));
}
