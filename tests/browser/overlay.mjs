// The overlay of `sunboard serve`: what is wrong, over the last good page. Usage: node overlay.mjs URL FILE HIDE SHOW
//
// FILE is a town's file of the content that is served; HIDE and SHOW are the button's words.

import { readFileSync, writeFileSync } from "node:fs";

import { launch } from "./launch.mjs";
import { PATIENCE } from "./limits.mjs";
import { watch } from "./watch.mjs";

const [url, file, hide, show] = process.argv.slice(2);
const failures = [];
const sound = readFileSync(file, "utf8");
const browser = await launch("MAP * ~NOTFOUND,EXCLUDE 127.0.0.1");
const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
page.setDefaultTimeout(PATIENCE);

/** In the page: what a reader sees of the overlay. */
function look() {
  const root = document.querySelector("sunboard-fault").shadowRoot;
  const [box, heading, button, text] = ["div", "h2", "button", "pre"].map((name) => root.querySelector(name));
  return {
    heading: heading.checkVisibility() && heading.textContent.length > 0,
    label: button.textContent,
    expanded: button.getAttribute("aria-expanded"),
    text: text.checkVisibility() ? text.textContent : null,
    height: box.offsetHeight,
    padding: parseFloat(document.body.style.paddingBottom),
  };
}

/** Holds the overlay against what it should be. */
async function expect(step, folded, words) {
  await page.evaluate(async () => { for (let frames = 0; frames < 4; frames += 1) await new Promise((done) => requestAnimationFrame(done)); });
  // The page's end follows the overlay's height when the browser tells of it: later than four frames on a busy machine.
  await page.waitForFunction(() => {
    const box = document.querySelector("sunboard-fault")?.shadowRoot.querySelector("div");
    return box && parseFloat(document.body.style.paddingBottom) === box.offsetHeight;
  }, undefined, { timeout: 10_000 }).catch(() => {});
  const seen = await page.evaluate(look);
  const wrong = [
    !seen.heading && "its heading is gone",
    seen.label !== (folded ? show : hide) && `the button says ${seen.label}`,
    seen.expanded !== String(!folded) && `the button tells aria-expanded=${seen.expanded}`,
    folded && seen.text !== null && "the messages are in sight",
    !folded && !seen.text?.includes(words) && `the messages are ${seen.text}`,
    folded && seen.height > 90 && `it is ${seen.height} px high`,
    seen.padding !== seen.height && `the page ends ${seen.padding} px above the edge, under ${seen.height} px`,
  ];
  failures.push(...wrong.filter(Boolean).map((line) => `${step}: ${line}`));
  return seen;
}

try {
  const watched = await watch(page, { host: "127.0.0.1" });
  await page.goto(url);
  const overlay = page.locator("sunboard-fault");
  if (await overlay.count()) failures.push("a sound page has an overlay");
  const button = overlay.locator("button");
  const told = (words) => page.waitForFunction((text) => document.querySelector("sunboard-fault")?.shadowRoot.textContent.includes(text), words);

  writeFileSync(file, `${sound}\nno_such_field: 1\n`);
  await told("no_such_field");
  const open = await expect("first", false, "no_such_field");
  await button.click();
  const shut = await expect("folded", true);
  if (shut.height >= open.height) failures.push(`folded it is ${shut.height} px high, unfolded ${open.height} px`);
  await button.click();
  await expect("unfolded", false, "no_such_field");
  await page.keyboard.press("Escape");
  await expect("Escape", true);
  await button.focus();
  await page.keyboard.press("Enter");
  await expect("Enter", false, "no_such_field");

  // Other faults are news, also for one who has folded the former ones.
  await button.click();
  writeFileSync(file, `${sound}\nno_other_field: 1\n`);
  await told("no_other_field");
  await expect("other faults", false, "no_other_field");

  writeFileSync(file, sound);
  await overlay.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.body?.style.paddingBottom === "");
  failures.push(...(await watched.take()).map((line) => `complains: ${line}`));
} catch (error) {
  failures.push(`broke off: ${String(error.stack ?? error).split("\n").slice(0, 4).join(" ")}`);
}
await browser.close();
for (const failure of failures) console.error(`  ${failure}`);
process.exit(failures.length ? 1 : 0);
