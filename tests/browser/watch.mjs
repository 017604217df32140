// What a page does while nobody asks it to: messages, violations of the policy, requests, shifts of the layout.

/** Watches a tab. `take` gives what was seen since the last call. */
export async function watch(page, site) {
  const seen = [];
  const responses = [];
  page.on("console", (message) => seen.push(`console ${message.type()}: ${message.text()} (${message.location().url})`));
  page.on("pageerror", (error) => seen.push(`script error: ${error.stack ?? error}`));
  page.on("dialog", (dialog) => { seen.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("requestfailed", (request) => {
    // A tab that goes elsewhere gives up what it was still loading.
    const why = request.failure()?.errorText ?? "";
    if (!why.includes("ERR_ABORTED")) seen.push(`request failed: ${request.url()} (${why})`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    const isOwn = url.protocol === "data:" || (url.protocol === "file:" ? !site.host : url.hostname === site.host);
    if (!isOwn) seen.push(`request to another host: ${request.url()}`);
  });
  page.on("response", (response) => {
    responses.push(response);
    if (response.status() >= 400) seen.push(`${response.status()} for ${response.url()}`);
  });
  await page.addInitScript(() => {
    window.watched = { violations: [], shift: 0, shifts: [] };
    document.addEventListener("securitypolicyviolation", (event) =>
      window.watched.violations.push(`${event.violatedDirective} forbids ${event.blockedURI} (${event.sourceFile}:${event.lineNumber} ${event.sample})`));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        window.watched.shift += entry.value;
        for (const source of entry.sources) window.watched.shifts.push(source.node?.outerHTML?.slice(0, 80) ?? String(source.node?.nodeName));
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return {
    folder: site.folder,
    responses,
    async take({ lost = false } = {}) {
      const violations = await page.evaluate(() => window.watched?.violations.splice(0) ?? []).catch(() => []);
      const found = [...seen.splice(0), ...violations.map((violation) => `policy violation: ${violation}`)];
      // The page for lost readers is sent with 404, which the browser notes.
      return lost ? found.filter((line) => !/^404 for|status of 404/.test(line)) : found;
    },
  };
}
