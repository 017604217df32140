// What phones fold, sections and rows of tables: short there, whole everywhere else, and one tap or link away.

import { ELDERLY_HEIGHT_FACTOR, PHONE_HEIGHTS } from "./limits.mjs";

const FOLDS = ".folds > details";

/** In the page: the folds of which nothing but the heading is laid out. */
function closed() {
  return [...document.querySelectorAll(".folds > details")]
    .filter((fold) => !fold.querySelector(".body").checkVisibility({ contentVisibilityAuto: false, checkVisibilityCSS: true }))
    .map((fold) => fold.querySelector("h2").textContent);
}

/** In the page: the cells of folding tables that are not shown, and how many rows these have. */
function hiddenCells() {
  const rows = [...document.querySelectorAll("table.fold > tbody > tr")].filter((row) => row.checkVisibility());
  const cells = rows.flatMap((row) => [...row.cells]);
  return { rows: rows.length, cells: cells.filter((cell) => !cell.checkVisibility()).length };
}

/** In the page: its whole height, with what is far below laid out. */
function height() {
  document.documentElement.classList.remove("far");
  return document.documentElement.scrollHeight;
}

/** The heights of all pages that have a limit; then the first town and the list of projects in every way in which they are read. */
export async function checkFolds(page, site) {
  const failures = [];
  const told = (what, ok) => ok || failures.push(what);
  const open = (address) => page.goto(address, { waitUntil: "load" });
  await page.setViewportSize({ width: 360, height: 800 });
  for (const easy of [false, true]) {
    for (const [kind, limit] of Object.entries(PHONE_HEIGHTS)) {
      const most = easy ? limit * ELDERLY_HEIGHT_FACTOR : limit;
      for (const path of site.pages[kind]) {
        await open(site.url(path));
        const high = await page.evaluate(height);
        told(`${path} is ${high} px high at 360 px${easy ? " in elderly mode" : ""}, more than ${most}`, high <= most);
      }
    }
    await page.locator("#ease").click();
    await page.waitForFunction((on) => document.documentElement.hasAttribute("data-ease") === on, !easy);
  }

  const [town] = site.pages.town.map((path) => site.url(path));
  await open(town);
  const all = await page.locator(FOLDS).count();
  told("has nothing folded", all > 2);
  told("a phone sees what is folded", (await page.evaluate(closed)).length === all);

  // A tap opens one, a link from the contents opens its own, and so does an address.
  await page.locator(`${FOLDS} > summary`).first().click();
  told("a tap opens nothing", (await page.evaluate(closed)).length === all - 1);
  const last = await page.locator(`${FOLDS} h2`).last().getAttribute("id");
  await page.locator(`.contents a[href="#${last}"]`).click();
  await page.waitForFunction((id) => document.getElementById(id).closest("details").open, last);
  await open(`${town}#${last}`);
  await page.reload({ waitUntil: "load" });
  told("an address of a section does not open it", await page.evaluate((id) => document.getElementById(id).closest("details").open, last));

  // Each line of the contents leads to a heading of the page.
  const dead = await page.evaluate(() =>
    [...document.querySelectorAll(".contents a")].map((link) => link.hash.slice(1)).filter((id) => document.getElementById(id)?.tagName !== "H2"));
  told(`contents lead nowhere: ${dead}`, dead.length === 0);

  // A row shows what heads it and one figure; its button, by tap or key, the rest; its address opens it.
  const [projects] = site.pages.projects.map((path) => site.url(path));
  await open(projects);
  const folded = await page.evaluate(hiddenCells);
  told(`rows hide ${folded.cells} cells of ${folded.rows} rows`, folded.rows > 2 && folded.cells >= 3 * folded.rows);
  const button = page.locator("table.fold .unfold").first();
  await button.focus();
  await page.keyboard.press("Enter");
  told("a row does not say that it is open", (await button.getAttribute("aria-expanded")) === "true");
  const opened = await page.locator("table.fold tr.open").first().evaluate((row) => [...row.cells].filter((cell) => !cell.checkVisibility()).length);
  told(`an open row hides ${opened} cells`, opened === 0);
  const id = await page.locator("table.fold tbody tr[id]").last().getAttribute("id");
  await open(`${projects}#${id}`);
  await page.reload({ waitUntil: "load" });
  told("an address of a row does not open it", await page.evaluate((row) => document.getElementById(row).classList.contains("open"), id));

  // Nothing is hidden without scripts (of rows), on paper, and where there is room.
  const everything = async (tab, address, way) => {
    const left = await tab.evaluate(closed);
    told(`${way} hides ${left}`, left.length === 0);
    const { cells } = await tab.evaluate(hiddenCells);
    told(`${way} hides ${cells} cells of ${address}`, cells === 0);
  };
  for (const address of [town, projects]) {
    for (const [way, scripts, print] of [["paper", true, true], ["paper without scripts", false, true]]) {
      const context = await page.context().browser().newContext({ javaScriptEnabled: scripts, viewport: { width: 360, height: 800 } });
      const tab = await context.newPage();
      await tab.goto(address, { waitUntil: "load" });
      if (print) await tab.emulateMedia({ media: "print" });
      await everything(tab, address, way);
      await context.close();
    }
    for (const width of [768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await open(address);
      await everything(page, address, `a screen of ${width} px`);
    }
  }
  const plain = await page.context().browser().newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
  const tab = await plain.newPage();
  await tab.goto(projects, { waitUntil: "load" });
  const { cells } = await tab.evaluate(hiddenCells);
  told(`without scripts rows hide ${cells} cells`, cells === 0);
  await plain.close();
  return failures;
}
