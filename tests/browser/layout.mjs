// Nothing sticks out sideways, nothing moves while loading.

import { show, unfold } from "./variants.mjs";

/** Elements that stick out at narrow widths, in the usual and the elderly look. */
export async function checkWidths(page, states = ["folded", "unfolded"]) {
  const failures = [];
  for (const look of ["light", "elderly"]) {
    for (const width of [320, 360, 768]) {
      if (!(await show(page, { width, look }))) continue;
      for (const state of states) {
        if (state === "unfolded") await unfold(page);
        const found = await page.evaluate(stickingOut);
        if (found) failures.push(`[${width} ${look} ${state}] sticks out: ${found}`);
        if (state === "unfolded") await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = false; }));
      }
    }
  }
  return failures;
}

/** In the page: what is wider than the window, or nothing. */
function stickingOut() {
  const wide = document.documentElement.scrollWidth;
  if (wide <= window.innerWidth) return null;
  const scrolls = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  const out = [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 0.5 && !scrolls(element));
  return `${wide} px; ${out.slice(-3).map((element) => element.outerHTML.slice(0, 140)).join(" | ")}`;
}

/** How far the layout moved since the page was opened. */
export async function checkSteadiness(page, most) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const { shift, shifts } = await page.evaluate(() => window.watched);
  return shift > most ? [`the layout moved while loading by ${shift.toFixed(4)}: ${[...new Set(shifts)].slice(0, 4).join(" | ")}`] : [];
}
