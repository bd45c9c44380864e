// Links between files of the repository, as they work there, made into links between pages of the site. A file that is no page by itself gets
// one, which shows it: nothing that is linked is missing.

import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, posix } from "node:path";
import { repository } from "./paths.mjs";
import { sourcePage } from "./sources.mjs";

/** Files and folders that another page stands for. */
const standIns = { "packages/npm/index.d.ts": "/reference/", docs: "/", examples: "/programs/", "examples/node": "/programs/node" };

/** Where a file stands until a package is made of it. */
const originalOf = (file) => file.replace(/^packages\/[^/]+\/LICENSE$/, "LICENSE");

/** Code, which holds no links, or a link, whose text may be code or an image. */
const LINK = /`[^`]+`|(!?)\[((?:[^\]\\`]|\\.|`[^`]*`|!\[[^\]]*\]\([^)]*\))*)\]\(([^)\s]+)\)/g;

export class Links {
  /** Images that pages show. */
  images = new Set();
  #pages;
  #sources = new Set();

  /** @param {Map<string, string>} written the pages with their files */
  constructor(written) {
    this.#pages = new Map([...written].map(([page, source]) => [source, `/${page.replace(/(^|\/)index\.md$/, "$1").replace(/\.md$/, "")}`]));
  }

  /**
   * @param {string} source a file of the repository
   * @param {string} text its markdown
   * @returns {string} the same with links for the site
   */
  rewrite(source, text) {
    let fence = null;
    return text.split("\n").map((line, index) => {
      const mark = /^\s*(```+|~~~+)/.exec(line)?.[1] ?? null;
      if (fence !== null) {
        if (mark?.startsWith(fence)) fence = null;
        return line;
      }
      fence = mark;
      return mark === null ? this.#rewriteLine(source, line, index + 1) : line;
    }).join("\n");
  }

  #rewriteLine(source, line, number) {
    return line.replace(LINK, (whole, image, text, target) => {
      // With a slash in front it is the site's own already, a page of the reference for instance.
      if (target === undefined || /^[a-z]+:|^[#/]/.test(target)) return whole;
      try {
        return `${image}[${this.#rewriteLine(source, text, number)}](${this.#addressOf(source, target, image !== "")})`;
      } catch (error) {
        throw new Error(`${source}:${number}: ${error.message}`);
      }
    });
  }

  #addressOf(source, target, isImage) {
    const [path, anchor] = target.split("#");
    const file = originalOf(posix.join(posix.dirname(source), path).replace(/\/$/, ""));
    if (!existsSync(join(repository, file))) throw new Error(`a link to ${target}, which is not in the repository`);
    if (isImage) {
      this.images.add(file);
      return `/${file.replace(/^docs\//, "")}`;
    }
    const address = standIns[file] ?? this.#pages.get(file) ?? this.#pageOfSource(file);
    return anchor === undefined ? address : `${address}#${anchor}`;
  }

  #pageOfSource(file) {
    if (statSync(join(repository, file)).isDirectory()) throw new Error(`a link to the folder ${file}, which has no page`);
    this.#sources.add(file);
    return `/source/${file}.html`; // the ending says that this is a page, where that of a file would say that it is none
  }

  /** @returns {[string, string][]} the page of each file that was linked to and is no page by itself */
  sourcePages() {
    return [...this.#sources].map((file) =>
      [`source/${file}.md`, sourcePage(file, readFileSync(join(repository, file), "utf8"), extname(file))]);
  }
}
