// Accessibility rules: no violation of any rule in any variant. Most rules do not depend on how a page is drawn, but
// the elderly mode changes the page itself, and beside the contrast of colours the rest takes a quarter of the time.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { VARIANTS, show, unfold } from "./variants.mjs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Runs the rules; gives the failures. */
export async function checkAccessibility(page, variants = VARIANTS) {
  const failures = [];
  await page.evaluate(source);
  await unfold(page);
  for (const variant of variants) {
    if (!(await show(page, variant))) continue;
    const violations = await page.evaluate(
      async (tags) => {
        const runOnly = { type: "tag", values: tags };
        const result = await window.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false, elementRef: false });
        return result.violations.map(({ id, impact, help, nodes }) => ({
          id, impact, help, count: nodes.length,
          nodes: nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.html.slice(0, 120)} — ${node.failureSummary.split("\n").slice(1).join(" ").trim().slice(0, 200)}`),
        }));
      },
      TAGS,
    );
    for (const { id, impact, help, count, nodes } of violations) {
      failures.push(`[${variant.name}] axe ${id} (${impact}, ${count}×): ${help}\n      ${nodes.join("\n      ")}`);
    }
  }
  return failures;
}
