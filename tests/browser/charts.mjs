// Interactive charts, asked for as a reader would: loaded only then, saying what the table says, and a way back.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** `base`: the address of the built example, with a slash at its end. `board` and `town` are pages with charts. */
export async function checkCharts(page, base, watched, { board = "boards/2021q3.html", town = "towns/yunyao.html" } = {}) {
  const failures = [];
  const expect = (holds, what) => holds || failures.push(`charts: ${what}`);
  const runtime = () => page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => /\/echarts\.|\/charts\/.*\.js$/.test(name)) || "echarts" in window);

  // A ranking: nothing is loaded before it is asked for.
  await page.goto(base + board);
  const figure = page.locator("figure[data-interactive]").first();
  const button = figure.locator("button.act");
  expect(!(await runtime()), "the runtime is loaded unasked");
  await button.focus();
  await page.keyboard.press("Enter");
  await figure.locator(".live svg").waitFor();
  expect(await button.evaluate((element) => element === document.activeElement), "the focus is lost");
  expect((await button.textContent()) === "静态图", "the button does not lead back");
  expect(!(await figure.locator("svg.plot").first().isVisible().catch(() => false)), "the static drawing stands beside the live one");
  expect((await figure.locator(".live").getAttribute("aria-label"))?.length > 10, "the live chart has no description");

  // The tooltip says what the table says.
  const expected = await figure.evaluate((element) => {
    const chart = window.echarts.getInstanceByDom(element.querySelector(".live"));
    const option = chart.getOption();
    const name = option.yAxis[0].data[0];
    const row = [...element.querySelectorAll("table tbody tr")].find((row) => row.cells[0].textContent.includes(name));
    const [x, y] = chart.convertToPixel({ gridIndex: 0 }, [1, 0]);
    return { name, cells: row && [...row.cells].map((cell) => cell.textContent.trim()), x, y };
  });
  const box = await figure.locator(".live").boundingBox();
  await page.mouse.move(box.x + expected.x + 40, box.y + expected.y);
  await page.mouse.move(box.x + expected.x + 42, box.y + expected.y);
  await page.waitForTimeout(300);
  const shown = await figure.locator(".live").evaluate((element) => [...element.querySelectorAll("text, tspan")].map((text) => text.textContent));
  const rates = shown.filter((text) => /^\d+\.\d%$/.test(text));
  expect(rates.length && rates.every((rate) => expected.cells?.includes(rate)), `the tooltip says ${rates}, the table ${expected.cells}`);

  // The legend hides a series; the picture can be saved.
  const download = page.waitForEvent("download");
  const saved = await figure.evaluate((element) => {
    const chart = window.echarts.getInstanceByDom(element.querySelector(".live"));
    return chart.getModel().getComponent("toolbox").get(["feature", "saveAsImage", "name"]);
  });
  await figure.locator(".live").evaluate((element) => element.scrollIntoView());
  const place = await figure.locator(".live").boundingBox();
  for (const right of [94, 98, 90]) await page.mouse.click(place.x + place.width - right, place.y + 12);
  const file = await Promise.race([download, page.waitForTimeout(4000)]);
  expect(file?.suggestedFilename().startsWith(saved.slice(0, 4)), `no picture was saved: ${file?.suggestedFilename()}`);
  if (file) expect((await readFile(await file.path(), "utf8")).includes("<svg"), "the picture saved is none");

  // Narrower: it follows. Dark: it takes the other colours. Back: the drawing returns.
  await page.setViewportSize({ width: 390, height: 800 });
  await page.waitForTimeout(300);
  const fits = await figure.evaluate((element) => element.querySelector(".live svg").getBoundingClientRect().width <= element.getBoundingClientRect().width + 1);
  expect(fits, "the live chart does not follow the width");
  const fill = () => figure.evaluate((element) => window.echarts.getInstanceByDom(element.querySelector(".live")).getOption().series[0].itemStyle.color);
  const light = await fill();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForTimeout(300);
  const dark = await fill();
  expect(light && dark && light !== dark && !`${light}${dark}`.includes("var("), `colours: ${light}, ${dark}`);
  await page.emulateMedia({ colorScheme: "light" });
  await button.focus();
  await page.keyboard.press("Enter");
  expect(!(await figure.locator(".live").count()) && (await button.textContent()) === "互动图", "no way back");
  await page.setViewportSize({ width: 1200, height: 900 });

  // Every chart of a town can be asked for, and each has its figures to take away.
  await page.goto(base + town);
  const all = page.locator("figure[data-interactive]");
  const count = await all.count();
  expect(count > 0, "a town without charts");
  for (let at = 0; at < count; at++) {
    await all.nth(at).locator("button.act").click();
    await all.nth(at).locator(".live svg").waitFor();
    const csv = await all.nth(at).locator(".acts a[href$='.csv']").evaluate((link) => link.href);
    const body = await readFile(join(watched.folder, decodeURI(csv.slice(base.length))), "utf8");
    expect(body.split("\r\n").length > 2, `${csv} has no figures`);
  }
  const seen = (await watched.take()).filter((line) => !line.includes("net::ERR_ABORTED"));
  failures.push(...seen.map((line) => `charts: ${line}`));
  return failures;
}
