// The built site in Chromium: every page and every link, the search, both schemes of colours, and a screen of 400 pixels.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileOf, launch, pages, serve } from "./browser.mjs";

const WIDTH = 400;

/** How many pages are looked at at the same time. */
const AT_ONCE = 3;

/**
 * What there is to say of every page of the site, each loaded by itself on a narrow screen.
 * @returns {Promise<{ problems: string[], seen: Map<string, { links: string[], ids: Set<string>, width: number, headings: number }> }>}
 */
async function visitAll() {
  const releases = [];
  const holder = { after: (release) => releases.unshift(release) };
  const [origin, browser] = [await serve(holder), await launch(holder)];
  const [problems, seen, left] = [[], new Map(), [...pages]];
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      const page = await browser.newPage({ viewport: { width: WIDTH, height: 800 } });
      listen(page, origin, problems);
      for (let path; (path = left.pop()) !== undefined;) {
        await page.goto(origin + path);
        await page.waitForFunction(() => document.querySelector("#app").__vue_app__ !== undefined);
        seen.set(path, await page.evaluate(() => ({
          links: [...document.querySelectorAll("a[href]")].map(({ href }) => href),
          ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
          width: document.documentElement.scrollWidth,
          headings: document.querySelectorAll("main h1").length,
        })));
      }
    }));
  } finally {
    for (const release of releases) await release();
  }
  return { problems, seen };
}

/** Notes what goes wrong on a page, and what it asks others for. */
function listen(page, origin, problems) {
  page.on("console", (message) => message.type() === "error" && problems.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) problems.push(`${page.url()} asks for ${request.url()}`);
  });
  page.on("response", (response) => response.status() < 400 || problems.push(`${response.status()}: ${response.url()}`));
}

const { problems, seen } = await visitAll();

test("every page has a heading, loads without an error, and asks nobody else for anything", () => {
  assert.deepEqual(problems, []);
  assert.deepEqual([...seen].filter(([, { headings }]) => headings === 0).map(([path]) => path), []);
});

test("no link is broken, and what it points to on a page is there", () => {
  const broken = new Set();
  for (const [path, { links }] of seen) {
    for (const { pathname, hash } of links.map((href) => new URL(href)).filter(({ hostname }) => hostname === "127.0.0.1")) {
      const page = seen.get(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
      const anchor = decodeURIComponent(hash.slice(1));
      if (fileOf(pathname) === undefined) broken.add(`${path}: ${pathname}`);
      else if (anchor !== "" && !page?.ids.includes(anchor)) broken.add(`${path}: ${pathname}#${anchor}`);
    }
  }
  assert.deepEqual([...broken], []);
});

test(`on a screen of ${WIDTH} pixels no page has to be moved sideways`, () => {
  assert.deepEqual([...seen].filter(([, { width }]) => width > WIDTH).map(([path, { width }]) => `${path}: ${width}`), []);
});

for (const [word, place] of [["SO_REUSEPORT", /SO_REUSEPORT/], ["receiveFrom", /^socket\.receiveFrom\(\)/], ["ECONNREFUSED", /ECONNREFUSED/],
  ["AddSocketModule", /AddSocketModule\(V8ScriptEngine\)/]]) {
  test(`the search finds ${word}`, async (t) => {
    const [origin, browser] = [await serve(t), await launch(t)];
    const page = await browser.newPage();
    await page.goto(`${origin}/`, { waitUntil: "networkidle" });
    await page.locator(".DocSearch-Button").click();
    await page.locator("#localsearch-input").fill(word);
    const first = page.locator("#localsearch-list .result").first();
    await first.waitFor();
    await first.click();
    await page.locator("#localsearch-input").waitFor({ state: "detached" });
    assert.match(await page.locator("main").innerText(), place);
  });
}

test("light and dark are the reader's choice, first that of the system", async (t) => {
  const [origin, browser] = [await serve(t), await launch(t)];
  const brightness = (page) => page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
    return red + green + blue;
  });
  for (const [colorScheme, isDark] of [["light", false], ["dark", true]]) {
    const page = await browser.newPage({ colorScheme });
    await page.goto(`${origin}/`, { waitUntil: "networkidle" });
    assert.equal((await brightness(page)) < 384, isDark, colorScheme);
    await page.locator(".VPNavBarAppearance .VPSwitchAppearance").click();
    await page.waitForFunction((wasDark) => document.documentElement.classList.contains("dark") !== wasDark, isDark);
    assert.equal((await brightness(page)) < 384, !isDark, `the other than ${colorScheme}`);
  }
});
