// Text of documentation comments as markdown: their links, and what markdown would take for something else.

import { base } from "./paths.mjs";

const IDENTIFIER = /\b[A-Z]\w*\b/g;

export class Prose {
  #addressOf;

  /** @param {(name: string) => string | undefined} addressOf the page of a declared name, "Socket.receive", without the base */
  constructor(addressOf) {
    this.#addressOf = addressOf;
  }

  /** A description: paragraphs and lists as they are, with links. */
  text(comment) {
    const linked = comment.replace(/\{@link\s+([^}]+?)\s*\}/g, (_, target) => this.#link(target));
    return linked.split(/(`[^`]*`)/).map((part, index) => (index % 2 === 1 ? part : escape(part))).join("");
  }

  /** The same in one line, for a table or a list. */
  line(comment) {
    return this.text(comment).replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");
  }

  /** The first sentence. */
  sentence(comment) {
    const [first] = /^[\s\S]*?[.:](?=\s|$)(?!\S)/.exec(comment.replace(/\s*\n\s*/g, " ")) ?? [comment];
    return this.line(first.replace(/, see \{@link[^}]*\}(?=[.:]$)/, "").replace(/:$/, "."));
  }

  /** A type, in which each declared name is a link. */
  type(code) {
    const html = code.replace(/\/\*\*[\s\S]*?\*\//g, "").replace(/\s+/g, " ")
      .split(IDENTIFIER_SPLIT).map((part) => this.#identifier(part)).join("");
    return `<code>${html}</code>`;
  }

  #identifier(part) {
    const address = part.match(IDENTIFIER)?.[0] === part ? this.#addressOf(part) : undefined;
    return address === undefined ? escapeAll(part) : `<a href="${withBase(address)}">${part}</a>`;
  }

  #link(target) {
    const [name, text] = target.split("|").map((part) => part.trim());
    if (/^https?:/.test(name)) return `[${text ?? name}](${name})`;
    const address = this.#addressOf(name);
    if (address === undefined) throw new Error(`index.d.ts has a link to ${name}, which it does not declare`);
    return `[\`${text ?? name.replace(/^Socket\./, "")}\`](${address})`;
  }
}

const IDENTIFIER_SPLIT = /(\b[A-Z]\w*\b)/;

const escape = (text) => text.replaceAll("<", "&lt;").replaceAll("{{", "&#123;&#123;");

const escapeAll = (text) => escape(text.replaceAll("&", "&amp;")).replaceAll("|", "&#124;").replaceAll("{", "&#123;").replaceAll("*", "&#42;")
  .replaceAll("[", "&#91;").replaceAll("_", "&#95;").replaceAll("`", "&#96;");

/** An address of the site as a browser asks for it: VitePress adds the base only to links of markdown. */
function withBase(address) {
  const [path, anchor] = address.split("#");
  const file = path.endsWith("/") ? path : `${path}.html`;
  return `${base.replace(/\/$/, "")}${file}${anchor === undefined ? "" : `#${anchor}`}`;
}
