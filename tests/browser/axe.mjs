// Accessibility rules: no violation in any variant.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { VARIANTS, show, unfold } from "./variants.mjs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Rules that depend on how the page is drawn; the others are told by its structure and run once a width. */
const DRAWN = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable", "skip-link"];

/** Runs the rules; gives the failures. */
export async function checkAccessibility(page, variants = VARIANTS) {
  const failures = [];
  await page.evaluate(source);
  await unfold(page);
  for (const variant of variants) {
    if (!(await show(page, variant))) continue;
    const violations = await page.evaluate(
      async ({ tags, rules }) => {
        const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: tags };
        const result = await window.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false, elementRef: false });
        return result.violations.map(({ id, impact, help, nodes }) => ({
          id, impact, help, count: nodes.length,
          nodes: nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.html.slice(0, 120)} — ${node.failureSummary.split("\n").slice(1).join(" ").trim().slice(0, 200)}`),
        }));
      },
      { tags: TAGS, rules: variant.look === "light" ? null : DRAWN },
    );
    for (const { id, impact, help, count, nodes } of violations) {
      failures.push(`[${variant.name}] axe ${id} (${impact}, ${count}×): ${help}\n      ${nodes.join("\n      ")}`);
    }
  }
  return failures;
}
