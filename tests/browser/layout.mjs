// Nothing sticks out sideways, nothing moves while loading.

import { show, unfold } from "./variants.mjs";

/** Elements that stick out at narrow widths, in the usual and the elderly look. */
export async function checkWidths(page, states = ["folded", "unfolded"]) {
  const failures = [];
  for (const look of ["light", "elderly"]) {
    for (const width of [320, 360, 768, 1440]) {
      if (!(await show(page, { width, look }))) continue;
      for (const state of states) {
        if (state === "unfolded") await unfold(page);
        const found = await page.evaluate(stickingOut);
        if (found) failures.push(`[${width} ${look} ${state}] sticks out: ${found}`);
        const untrue = await page.evaluate(untrueBars);
        if (untrue.length) failures.push(`[${width} ${look} ${state}] bars: ${untrue.join("; ")}`);
        if (state === "unfolded") await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = false; }));
      }
    }
  }
  return failures;
}

/** In the page: lists whose bars are not measured by one track, and rows whose bar is not as long as their rate says. */
function untrueBars() {
  const found = [];
  for (const list of document.querySelectorAll(".rank, .bul, .proj")) {
    const rows = [...list.children].filter((row) => row.checkVisibility());
    const tracks = rows.flatMap((row) => [...row.querySelectorAll("svg")]).map((svg) => svg.getBoundingClientRect().width).filter((width) => width > 0);
    const spread = Math.max(...tracks) - Math.min(...tracks);
    if (spread > 0.6) found.push(`tracks of ${list.className} are ${Math.min(...tracks)} to ${Math.max(...tracks)} px wide`);
    if (!list.classList.contains("rank")) continue;
    // Pixels of bar for a point of the rate: the same in each row, to a pixel or the rate's last digit.
    const scaled = rows.map((row) => {
      const rate = /([\d.]+)%$/.exec(row.querySelector(".rate")?.textContent.trim() ?? "");
      const bar = row.querySelector(".bar rect");
      return rate && bar && { rate: Number(rate[1]), length: bar.getBoundingClientRect().width, name: row.querySelector("a").textContent };
    }).filter(Boolean);
    const longest = scaled.reduce((most, row) => (row.rate > most.rate ? row : most), scaled[0]);
    for (const { rate, length, name } of scaled) {
      const due = (longest.length * rate) / longest.rate;
      if (Math.abs(length - due) > 1 + due * 0.002) found.push(`${name}: ${rate}% is ${length.toFixed(1)} px long, due ${due.toFixed(1)}`);
    }
  }
  return found;
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
