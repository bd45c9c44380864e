// Places to link to in tables: a row whose first cell is the name of a constant, as in the table of options, has its name as id.

const NAME = /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/;

/** Configures VitePress's markdown parser. */
export function anchorsOfRows(markdown) {
  markdown.core.ruler.push("anchors-of-rows", ({ tokens }) => {
    const seen = new Set();
    tokens.forEach((token, index) => {
      if (token.type !== "tr_open") return;
      const name = tokens[index + 2]?.content.replaceAll("`", "");
      if (NAME.test(name) && !seen.has(name)) token.attrSet("id", name.toLowerCase());
      seen.add(name);
    });
  });
}
