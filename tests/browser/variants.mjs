// The ways in which a page is looked at: width, colours, elderly mode.

import { ELDERLY_REQUIRED } from "./limits.mjs";

export const VARIANTS = [360, 1440].flatMap((width) =>
  ["light", "dark", "elderly"].map((look) => ({ width, look, name: `${width} ${look}` })));

/** Enough for a further page of a kind: each width and each look once. */
export const FEW = VARIANTS.filter(({ name }) => ["360 light", "1440 dark", "1440 elderly"].includes(name));

/** The control that switches the elderly mode on and off. */
const CONTROL = "button#ease";

/** Shows a page in a variant. Gives whether it can be shown so. */
export async function show(page, { width, look }) {
  // What is laid out late would hide what sticks out of it.
  await page.evaluate(() => document.documentElement.classList.remove("far"));
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: look === "dark" ? "dark" : "light" });
  return switchElderly(page, look === "elderly");
}

async function switchElderly(page, on) {
  const isOn = await page.evaluate(() => window.sunboardIsElderly === true);
  if (isOn === on) return true;
  const control = page.locator(CONTROL).first();
  if (!(await control.count())) {
    if (ELDERLY_REQUIRED) throw new Error("the page offers no elderly mode");
    return false;
  }
  await control.click();
  await page.evaluate((value) => { window.sunboardIsElderly = value; }, on);
  return true;
}

/** Opens everything that is folded up. */
export function unfold(page) {
  return page.evaluate(() => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
    document.querySelectorAll("table.fold > tbody > tr").forEach((row) => row.classList.add("open"));
  });
}
