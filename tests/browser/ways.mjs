// Ways into the site: a lost address, and a folder opened from disk.

import { pathToFileURL } from "node:url";
import { join } from "node:path";

/** Unknown addresses at several depths show the page for lost readers, whole, and it leads home. */
export async function checkLost(page, site, watched) {
  const failures = [];
  for (const path of ["no-such-page", "a/b/c/no-such-page.html", "towns/no-such-town.html"]) {
    const response = await page.goto(site.url(path));
    if (response.status() !== 404) failures.push(`${path} answers ${response.status()}`);
    const { kind, sheets, home } = await page.evaluate(() => ({
      kind: document.body.className,
      sheets: [...document.styleSheets].filter((sheet) => sheet.cssRules.length).length,
      home: document.querySelector("main a[href]")?.href,
    }));
    if (!kind.includes("kind-404")) failures.push(`${path} does not show the page for lost readers`);
    if (!sheets) failures.push(`${path} is shown without style`);
    failures.push(...(await watched.take({ lost: true })).map((line) => `${path}: ${line}`));
    const goal = home && (await page.goto(home));
    if (goal?.status() !== 200) failures.push(`${path} does not lead home: ${home}`);
    await watched.take();
  }
  return failures;
}

/** The site opened from a folder: style is there, links lead to files, nothing complains. */
export async function checkDisk(page, site, watched) {
  const failures = [];
  await page.goto(pathToFileURL(join(site.folder, "index.html")).href);
  for (const selector of ["header nav a >> nth=1", "main a[href$='.html']", "header a >> nth=0", "footer a[href$='sitemap.html']", "main a[href*='stories/']", "main a[href*='towns/']"]) {
    const link = page.locator(selector).first();
    if (!(await link.count())) { failures.push(`from disk: nothing matches ${selector}`); continue; }
    const href = await link.evaluate((element) => element.href);
    if (!/\.html(#.*)?$/.test(href)) failures.push(`from disk: the link names no file: ${href}`);
    await link.click();
    await page.waitForLoadState();
    const styled = await page.evaluate(() => document.querySelector("h1") && document.styleSheets.length > 0
      && getComputedStyle(document.body).marginTop === "0px");
    if (!styled) failures.push(`from disk: ${href} is not shown, or without style`);
  }
  failures.push(...(await watched.take()).map((line) => `from disk: ${line}`));
  return failures;
}
