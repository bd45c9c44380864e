// The site. Its pages are those of docs/.pages, which site/build.mjs gathers.

import { defineConfig } from "vitepress";
import { anchorsOfRows } from "../site/anchors.mjs";
import { base } from "../site/paths.mjs";
import { navigation, sidebar } from "../site/navigation.mjs";
import { tokenize } from "../site/tokenize.mjs";

export default defineConfig({
  title: "TeaSocket",
  titleTemplate: ":title | TeaSocket",
  description: "BSD sockets for JavaScript, synchronous and by promises, written in C#",
  lang: "en",
  base,
  srcDir: ".pages",
  outDir: "../artifacts/site",
  cacheDir: "node_modules/.vitepress",
  head: [["link", { rel: "icon", type: "image/svg+xml", href: `${base}icon.svg` }]],
  markdown: { config: anchorsOfRows },
  themeConfig: {
    logo: "/icon.svg",
    nav: navigation(),
    sidebar: sidebar(),
    outline: { level: [2, 3] },
    search: {
      provider: "local",
      options: {
        detailedView: true,
        miniSearch: { options: { tokenize }, searchOptions: { boost: { title: 6, titles: 2, text: 1 }, fuzzy: 0.1 } },
      },
    },
  },
});
