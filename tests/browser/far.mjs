// What is far below is laid out late (site.js, `.far` and `.near`): not before it is needed, in the end all of it, and
// nobody sees anything move or misses a place that they asked for.

import { FAR } from "./limits.mjs";

/** The page of an address as it comes, leapt through, asked for a place, and read from top to end; gives the failures. */
export async function checkFar(page, url) {
  const failures = [];
  const fail = (step, words) => failures.push(`${url} [${step}]: ${words}`);
  await page.addInitScript(holdBack);
  const fresh = async (address = url) => {
    await page.goto("about:blank");
    await page.goto(address, { waitUntil: "load" });
    return page.evaluate(state);
  };
  const steady = async (step) => {
    const { shift, shifts } = await page.evaluate(settled);
    if (shift > FAR.shift) fail(step, `the layout moved by ${shift.toFixed(4)}: ${[...new Set(shifts)].slice(0, 3).join(" | ")}`);
  };

  // As it comes: late, then whole.
  const first = await fresh();
  if (!first.far || !first.late) fail("fresh", `nothing is laid out late: ${JSON.stringify(first)}`);
  await page.evaluate(release);
  const whole = await page.evaluate(state);
  if (whole.far || whole.late) fail("idle", `is not laid out in the end: ${JSON.stringify(whole)}`);
  await steady("idle");

  // At once whole where the address names a place.
  const { goal } = whole;
  const placed = await fresh(`${url}#${goal}`);
  if (placed.far || placed.late) fail("place", `is laid out late: ${JSON.stringify(placed)}`);
  if (Math.abs(placed.height - whole.height) > FAR.pixels) fail("place", `is ${placed.height} px high, and ${whole.height} px later`);
  const right = await page.evaluate(top, goal);
  if (!(await page.evaluate(isShown, goal))) fail("place", `does not show #${goal}, which stands at ${right}`);

  // The same place by a step in the history, and by a link of the page.
  for (const step of ["step", "link"]) {
    await fresh();
    await page.evaluate(([how, id]) => {
      if (how === "step") { window.location.hash = id; return; }
      const link = document.body.appendChild(Object.assign(document.createElement("a"), { href: `#${id}`, textContent: "." }));
      link.click();
      link.remove();
    }, [step, goal]);
    await page.evaluate(settled);
    const at = await page.evaluate(top, goal);
    if (Math.abs(at - right) > FAR.pixels) fail(step, `#${goal} stands at ${at}, not at ${right}`);
    const now = await page.evaluate(state);
    if (now.far || now.late) fail(step, `is laid out late: ${JSON.stringify(now)}`);
    await page.evaluate(release);
    const later = await page.evaluate(top, goal);
    if (Math.abs(later - at) > FAR.pixels) fail(step, `#${goal} goes from ${at} to ${later}`);
  }

  // A leap into the middle: what was passed stays a guess, also in browsers that would not keep the reader's place.
  await fresh();
  const before = await page.evaluate(leap);
  await page.evaluate(release);
  const after = await page.evaluate(() => window.mark.getBoundingClientRect().top);
  if (Math.abs(after - before) > FAR.pixels) fail("leap", `what is read goes from ${before} to ${after}`);
  await steady("leap");

  // Read faster than the browser is idle.
  await fresh();
  for (let y = 0; y < whole.height; y += 600) {
    await page.mouse.wheel(0, 600);
    await page.evaluate(settled);
  }
  await steady("read");
  return failures;
}

/** In the page, before its scripts: the browser has always something to do, until `release`. */
function holdBack() {
  window.heldBack = [];
  window.requestIdleCallback = (run) => window.heldBack.push(run);
}

/** In the page: the browser has nothing to do any more, until nothing more is wanted of it. */
async function release() {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let frames = 0, quiet = 0; frames < 600 && quiet < 5; frames += 1) {
    const run = window.heldBack.shift();
    quiet = run ? 0 : quiet + 1;
    run?.();
    await frame();
  }
}

/** In the page: whether it lays out late, how many of its sections are not laid out, its height, the id of its last heading but one. */
function state() {
  const root = document.documentElement;
  const sections = [...document.querySelectorAll("main > .sec ~ .sec:not([hidden])")];
  const isLate = (section) => section.firstElementChild && !section.firstElementChild.checkVisibility({ contentVisibilityAuto: true });
  return {
    far: root.classList.contains("far"),
    sections: sections.length,
    late: sections.filter(isLate).length,
    height: root.scrollHeight,
    goal: sections.map((section) => section.querySelector("h2[id]")?.id).filter(Boolean).at(-2),
  };
}

/** In the page: how far it moved, once what it was asked for is drawn. */
async function settled() {
  for (let frames = 0; frames < 4; frames += 1) await new Promise((done) => requestAnimationFrame(done));
  return window.watched;
}

/** In the page: where an element stands in the window. */
function top(id) {
  return document.getElementById(id).getBoundingClientRect().top;
}

/** In the page: whether an element begins in the upper part of the window, or the page ends there. */
function isShown(id) {
  const at = document.getElementById(id).getBoundingClientRect().top;
  const isEnd = Math.abs(window.innerHeight + window.scrollY - document.documentElement.scrollHeight) < 2;
  return at > -2 && (at < window.innerHeight / 3 || (isEnd && at < window.innerHeight));
}

/** In the page: goes below the middle at once, and reads there; gives where what is in sight stands then. */
async function leap() {
  const root = document.documentElement;
  window.scrollTo(0, root.scrollHeight * 0.6);
  for (let frames = 0; frames < 6; frames += 1) await new Promise((done) => requestAnimationFrame(done));
  root.style.overflowAnchor = "none";
  window.watched.shift = 0;
  const top = (element) => element.getBoundingClientRect().top;
  window.mark = [...document.querySelectorAll("main :is(h2, td, li, p), footer :is(a, dd)")].find((element) => top(element) > 0 && top(element) < window.innerHeight);
  return top(window.mark);
}
