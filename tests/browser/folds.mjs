// Sections that phones fold: short there, whole everywhere else, and one tap or link away.

import { ELDERLY_HEIGHT_FACTOR, TOWN_HEIGHT } from "./limits.mjs";

const FOLDS = ".folds > details";

/** In the page: the folds of which nothing but the heading is laid out. */
function closed() {
  return [...document.querySelectorAll(".folds > details")]
    .filter((fold) => !fold.querySelector(".body").checkVisibility({ contentVisibilityAuto: false, checkVisibilityCSS: true }))
    .map((fold) => fold.querySelector("h2").textContent);
}

/** In the page: its whole height, with what is far below laid out. */
function height() {
  document.documentElement.classList.remove("far");
  return document.documentElement.scrollHeight;
}

/** All towns' pages on a phone; the first in every other way in which it is read. */
export async function checkFolds(page, addresses) {
  const failures = [];
  const told = (what, ok) => ok || failures.push(what);
  await page.setViewportSize({ width: 360, height: 800 });
  for (const address of addresses) {
    await page.goto(address, { waitUntil: "load" });
    const high = await page.evaluate(height);
    told(`${address} is ${high} px high at 360 px, more than ${TOWN_HEIGHT}`, high <= TOWN_HEIGHT);
  }
  const [address] = addresses;
  await page.goto(address, { waitUntil: "load" });
  const all = await page.locator(FOLDS).count();
  told("has nothing folded", all > 2);
  told("a phone sees what is folded", (await page.evaluate(closed)).length === all);
  const usual = await page.evaluate(height);
  await page.locator("#ease").click();
  await page.waitForFunction(() => document.documentElement.hasAttribute("data-ease"));
  await page.waitForTimeout(300);
  const easy = await page.evaluate(height);
  told(`elderly mode is ${easy} px high, ${usual} px without`, easy <= TOWN_HEIGHT * ELDERLY_HEIGHT_FACTOR);

  await page.evaluate(() => window.localStorage.clear());

  // A tap opens one, a link from the contents opens its own.
  await page.goto(address, { waitUntil: "load" });
  await page.locator(`${FOLDS} > summary`).first().click();
  told("a tap opens nothing", (await page.evaluate(closed)).length === all - 1);
  const last = await page.locator(`${FOLDS} h2`).last().getAttribute("id");
  await page.locator(`.contents a[href="#${last}"]`).click();
  await page.waitForFunction((id) => document.getElementById(id).closest("details").open, last);
  await page.goto(`${address}#${last}`, { waitUntil: "load" });
  await page.reload({ waitUntil: "load" });
  told("an address of a section does not open it", await page.evaluate((id) => document.getElementById(id).closest("details").open, last));

  // Each line of the contents leads to a heading of the page.
  const dead = await page.evaluate(() =>
    [...document.querySelectorAll(".contents a")].map((link) => link.hash.slice(1)).filter((id) => document.getElementById(id)?.tagName !== "H2"));
  told(`contents lead nowhere: ${dead}`, dead.length === 0);

  const everything = async (tab, way) => {
    const left = await tab.evaluate(closed);
    told(`${way} hides ${left}`, left.length === 0);
  };
  const plain = await page.context().browser().newContext({ javaScriptEnabled: true, viewport: { width: 360, height: 800 } });
  const tab = await plain.newPage();
  await tab.goto(address, { waitUntil: "load" });
  await tab.emulateMedia({ media: "print" });
  await everything(tab, "paper");
  await plain.close();
  for (const width of [768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(address, { waitUntil: "load" });
    await everything(page, `a screen of ${width} px`);
  }
  return failures;
}
