// Without scripts a reader misses nothing but controls.

/** The words of the matter, without controls and what only scripts or only their absence shows. */
export function words(page) {
  return page.evaluate(() => {
    // Words of what is laid out late are not read as shown until it is.
    document.documentElement.classList.remove("far");
    // A row that phones fold shows its words when it is opened, as it stands without scripts.
    document.querySelectorAll("table.fold > tbody > tr").forEach((row) => row.classList.add("open"));
    // A heading that sorts keeps its words.
    document.querySelectorAll("th button").forEach((button) => button.replaceWith(...button.childNodes));
    const controls = "button, input, select, textarea, label, form, search, noscript, output, [role=status], #filter, [data-control], [hidden]";
    document.querySelectorAll(controls).forEach((element) => element.remove());
    return document.querySelector("main").innerText.split("\n").map((line) => line.trim()).filter(Boolean);
  });
}

/** Compares the words with and without scripts; gives the failures. */
export function compareWords(withScripts, without) {
  const missing = (from, to) => { const known = new Set(to); return from.filter((line) => !known.has(line)); };
  const lost = missing(withScripts, without);
  const extra = missing(without, withScripts);
  const failures = [];
  if (lost.length) failures.push(`shown with scripts only: ${lost.slice(0, 4).join(" | ")}`);
  if (extra.length) failures.push(`shown without scripts only: ${extra.slice(0, 4).join(" | ")}`);
  return failures;
}
