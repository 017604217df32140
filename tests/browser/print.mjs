// What comes out of the printer.

import { execFileSync } from "node:child_process";
import { ANALYSIS_PAGES } from "./limits.mjs";

/** The text of each printed page. */
async function printed(page) {
  const pdf = await page.pdf({ printBackground: true, preferCSSPageSize: true, format: "A4" });
  const text = execFileSync("pdftotext", ["-layout", "-enc", "UTF-8", "-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 1 << 26 });
  return text.replace(/\f$/, "").split("\f");
}

const tight = (text) => text.normalize("NFKC").replace(/\s+/g, "");

/** Prints a quarterly analysis on A4: its pages, its head, and the head of its longest table on each page. */
export async function checkPrint(page) {
  const failures = [];
  const pages = await printed(page);
  const { least, most } = ANALYSIS_PAGES;
  if (pages.length < least || pages.length > most) failures.push(`prints on ${pages.length} pages, not ${least} to ${most}`);
  pages.forEach((text, index) => {
    const number = `${index + 1}/${pages.length}`;
    if (!tight(text).includes(number)) failures.push(`printed page ${index + 1} does not say ${number}`);
  });
  const blank = pages.findIndex((text) => tight(text).length < 20);
  if (blank >= 0) failures.push(`printed page ${blank + 1} of ${pages.length} is blank`);
  const told = await page.evaluate(() => ({
    heading: document.querySelector("h1").textContent,
    head: document.querySelector(".print-head").textContent,
    columns: [...document.querySelectorAll("nav.cols a")].map((link) => link.textContent),
  }));
  for (const [what, text] of [["the heading", told.heading], ["the printed head", told.head]]) {
    if (!tight(pages[0]).includes(tight(text))) failures.push(`the first printed page lacks ${what}: ${text.trim()}`);
  }
  if (told.columns.length && told.columns.every((name) => tight(pages[0]).includes(tight(name)))) failures.push("the navigation is printed");

  // The longest table alone, on paper so small that it must break.
  const table = await page.evaluate(() => {
    const rows = (table) => table.tBodies[0]?.rows.length ?? 0;
    const longest = [...document.querySelectorAll("main table")].sort((a, b) => rows(b) - rows(a))[0];
    if (!longest) return null;
    document.body.replaceChildren(longest);
    const small = new CSSStyleSheet();
    small.replaceSync("@page { size: 210mm 60mm; margin: 8mm } tbody { break-inside: auto !important }");
    document.adoptedStyleSheets = [small];
    return { head: [...longest.tHead.rows[0].cells].map((cell) => cell.textContent), rows: rows(longest) };
  });
  if (!table) return [...failures, "has no table to print"];
  const sheets = await printed(page);
  if (sheets.length < 2) failures.push(`a table of ${table.rows} rows prints on one small sheet: the test is blind`);
  sheets.forEach((text, index) => {
    const lacking = table.head.filter((word) => ![...tight(word)].every((letter) => text.normalize("NFKC").includes(letter)));
    if (lacking.length) failures.push(`sheet ${index + 1} of ${sheets.length} of the longest table lacks the heads ${lacking.join(", ")}`);
  });
  return failures;
}
