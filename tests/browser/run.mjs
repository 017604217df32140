// Drives a real browser over built sites. Usage: node run.mjs sites.json
//
// sites.json: [{name, folder, base, host, thorough, kinds, pages: {kind: [path, …]}}]. The thorough site is looked at in
// all variants (further pages of a kind in some), and so are the kinds that only another has; the rest (where `kinds` is given, only these) in one.

import { readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { checkFolds } from "./folds.mjs";
import { FAR_KINDS, HOME_BYTES, PATIENCE, STEADY_KINDS, TABS, TOWN_BYTES, TOWN_BYTES_STRICT } from "./limits.mjs";
import { serve } from "./serve.mjs";
import { launch } from "./launch.mjs";
import { watch } from "./watch.mjs";
import { checkAccessibility } from "./axe.mjs";
import { checkSteadiness, checkWidths } from "./layout.mjs";
import { checkKeyboard } from "./keyboard.mjs";
import { compareWords, words } from "./scriptless.mjs";
import { checkPrint } from "./print.mjs";
import { checkCharts } from "./charts.mjs";
import { checkFar } from "./far.mjs";
import { checkSearch } from "./search.mjs";
import { checkDisk, checkLost } from "./ways.mjs";
import { FEW, VARIANTS } from "./variants.mjs";

const begun = Date.now();
const sites = JSON.parse(readFileSync(process.argv[2], "utf8"));
const only = process.argv[3] ?? "";
for (const site of sites) site.url = (path) => `http://${site.host}${site.base}${path}`;

const failures = [];
const spent = new Map();
let checks = 0;

/** Runs a check; what it finds, or that it broke off, is a failure of the place. */
async function check(where, what, run) {
  const start = Date.now();
  checks += 1;
  try {
    for (const failure of new Set((await run()) ?? [])) failures.push(`${where}: ${failure}`);
  } catch (error) {
    failures.push(`${where}: ${what} broke off: ${String(error.stack ?? error).split("\n").slice(0, 3).join(" ")}`);
  }
  spent.set(what, (spent.get(what) ?? 0) + Date.now() - start);
}

/** The pages of a kind that are looked at: the largest, the smallest, and of towns one with a red card. */
function chosen(site, kind, paths) {
  const size = (path) => statSync(join(site.folder, path)).size;
  const sorted = [...paths].sort((a, b) => size(b) - size(a));
  const picked = new Set([sorted[0]]);
  if (["town", "story", "county", "policy", "static_page", "board", "assessment"].includes(kind)) picked.add(sorted.at(-1));
  if (kind === "town") {
    const red = sorted.find((path) => readFileSync(join(site.folder, path), "utf8").includes("chip red"));
    if (red) picked.add(red);
  }
  return [...picked];
}

async function inTab(browser, site, options, run) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  try {
    await run(page, await watch(page, site));
  } finally {
    await context.close();
  }
}

/** Everything about one page. */
async function visit(browser, site, kind, path, whole, first) {
  const where = `${site.name} ${kind} ${path}`;
  const lost = kind === "404";
  const go = (page) => page.goto(site.url(path), { waitUntil: "load" });
  const quiet = (page, watched) => check(where, "quiet", async () => (await watched.take({ lost })).map((line) => `complains: ${line}`));
  let withScripts;
  await inTab(browser, site, {}, async (page, watched) => {
    await go(page);
    if (kind === "alias") {
      await page.waitForURL((url) => !url.pathname.endsWith(path));
      await check(where, "alias", async () => ((await page.locator("h1").count()) ? [] : ["leads to no page"]));
      return quiet(page, watched);
    }
    if (kind in STEADY_KINDS) await check(where, "steady", () => checkSteadiness(page, STEADY_KINDS[kind]));
    if (whole && first) await check(where, "keyboard", () => checkKeyboard(page));
    if (kind === "home" && whole) await check(where, "weight", () => weighHome(page, watched));
    await check(where, "widths", () => checkWidths(page, whole ? undefined : ["unfolded"]));
    await check(where, "axe", () => checkAccessibility(page, !whole ? VARIANTS.slice(0, 1) : first ? VARIANTS : FEW));
    await quiet(page, watched);
  });
  if (kind === "alias" || !whole) return;
  await inTab(browser, site, { viewport: { width: 360, height: 900 } }, async (page, watched) => {
    await go(page);
    if (kind in STEADY_KINDS) await check(`${where} [360]`, "steady", () => checkSteadiness(page, STEADY_KINDS[kind]));
    await check(where, "words", async () => { withScripts = await words(page); });
    if (kind === "analysis") {
      await go(page);
      await check(where, "print", () => checkPrint(page));
    }
    await quiet(page, watched);
  });
  await inTab(browser, site, { javaScriptEnabled: false, viewport: { width: 360, height: 900 } }, async (page) => {
    await go(page);
    await check(where, "words", async () => compareWords(withScripts, await words(page)));
  });
}

/** Compressed bytes of what the home page is made of. */
async function weighHome(page, watched) {
  let sum = 0;
  const parts = [];
  for (const response of watched.responses.splice(0)) {
    if (!["document", "stylesheet", "script"].includes(response.request().resourceType())) continue;
    const size = gzipSync(await response.body()).length;
    sum += size;
    parts.push(`${new URL(response.url()).pathname} ${size}`);
  }
  console.log(`home page: ${sum} bytes compressed (${parts.join(", ")})`);
  return sum > HOME_BYTES ? [`loads ${sum} bytes compressed, more than ${HOME_BYTES}: ${parts.join(", ")}`] : [];
}

function weighTowns(site) {
  const towns = (site.pages.town ?? []).map((path) => [path, statSync(join(site.folder, path)).size]);
  const heavy = towns.filter(([, size]) => size > TOWN_BYTES).sort((a, b) => b[1] - a[1]);
  if (!heavy.length) return;
  const line = `${site.name}: ${heavy.length} of ${towns.length} town pages hold more than ${TOWN_BYTES} bytes of HTML; most: ${heavy[0].join(" ")}`;
  if (TOWN_BYTES_STRICT) failures.push(line);
  else console.log(`remark: ${line}`);
}

const server = await serve(sites);
const browser = await launch(`MAP *.test 127.0.0.1:${server.port},MAP * ~NOTFOUND`);

const thorough = sites.find((site) => site.thorough);
const tasks = [];
for (const site of sites) {
  weighTowns(site);
  const lacking = (kind) => !(kind in thorough.pages);
  for (const [kind, paths] of Object.entries(site.pages)) {
    const whole = site === thorough || lacking(kind);
    if (!whole && site.kinds && !site.kinds.includes(kind)) continue;
    const picked = whole ? chosen(site, kind, paths) : chosen(site, kind, paths).slice(0, 1);
    for (const path of picked) tasks.push({ name: `${site.name} ${kind} ${path}`, run: () => visit(browser, site, kind, path, whole, path === picked[0]) });
  }
  const way = (what, run) => tasks.push({
    name: `${site.name} ${what}`,
    run: () => inTab(browser, site, {}, (page, watched) => check(`${site.name} ${what}`, what, () => run(page, site, watched))),
  });
  way("lost", checkLost);
  if (site.thorough) {
    for (const kind of FAR_KINDS) {
      const [path] = chosen(site, kind, site.pages[kind]);
      way(`far ${kind}`, (page) => checkFar(page, site.url(path)));
    }
    way("folds", checkFolds);
    for (const [what, run] of [["search", checkSearch], ["charts", checkCharts]]) {
      way(what, (page, site, watched) => run(page, site.url(""), watched));
      tasks.push({
        name: `${site.name} ${what} from disk`,
        run: () => inTab(browser, { folder: site.folder }, {}, (page, watched) =>
          check(`${site.name} ${what} from disk`, what, () => run(page, pathToFileURL(`${site.folder}/`).href, watched))),
      });
    }
    tasks.push({
      name: `${site.name} disk`,
      run: () => inTab(browser, { folder: site.folder }, {}, (page, watched) => check(`${site.name} disk`, "disk", () => checkDisk(page, site, watched))),
    });
  }
}

const queue = tasks.filter((task) => task.name.includes(only));
const count = queue.length;
await Promise.all(Array.from({ length: TABS }, async () => {
  for (let task = queue.shift(); task; task = queue.shift()) await check(task.name, "visit", task.run);
}));
await browser.close();
server.close();

const seconds = (milliseconds) => (milliseconds / 1000).toFixed(1);
console.log([...spent].map(([what, time]) => `${what} ${seconds(time)} s`).join(", "));
for (const failure of failures) console.error(`  ${failure}`);
console.log(`${count} visits, ${checks} checks, ${failures.length} failures, ${seconds(Date.now() - begun)} s`);
process.exit(failures.length || !count ? 1 : 0);
