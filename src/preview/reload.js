// The preview's script: loads the page anew when the site was built anew, and shows over it what is wrong with the
// content. The policy of the site holds for it as for any other: same origin, no inline styles.
(() => {
  "use strict";
  const own = new URL(document.currentScript.src);
  const build = own.searchParams.get("build");
  const place = "sunboard-preview-place";
  const page = location.pathname + location.search;
  let overlay = null;
  let said = "";
  // What is wrong stays in sight: the overlay is folded to its heading, never away.
  let fold = null;

  // Back to where the reader was before the page was loaded anew.
  const restore = () => {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(place));
      sessionStorage.removeItem(place);
    } catch {
      return;
    }
    if (!kept || kept.page !== page) return;
    const go = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    go();
    if (document.readyState !== "complete") addEventListener("load", go, { once: true });
  };

  const reload = () => {
    try {
      sessionStorage.setItem(place, JSON.stringify({ page, x: scrollX, y: scrollY }));
    } catch {
      // The browser may keep the place by itself.
    }
    location.reload();
  };

  const element = (name, text, settings) => Object.assign(document.createElement(name), { textContent: text }, settings);

  const show = (fault) => {
    // The same faults stay as the editor left them: folded, or read as far as here.
    if (overlay && fault?.text === said) return;
    overlay?.remove();
    overlay = fold = null;
    document.body.style.paddingBottom = "";
    if (!fault) return;
    said = fault.text;
    overlay = element("sunboard-fault", "", { lang: fault.language });
    // A tree of its own: the styles of the site do not reach in, nor those of the overlay out.
    const root = overlay.attachShadow({ mode: "open" });
    const style = element("link", "", { rel: "stylesheet", href: new URL("overlay.css", own).href });
    const box = element("div", "");
    box.setAttribute("role", "alert");
    const button = element("button", fault.hide, { type: "button" });
    const text = element("pre", fault.text, { tabIndex: 0 });
    fold = (away) => {
      text.hidden = away;
      button.textContent = away ? fault.show : fault.hide;
      button.setAttribute("aria-expanded", String(!away));
    };
    fold(false);
    button.addEventListener("click", () => fold(!text.hidden));
    box.append(element("h2", fault.heading), button, text);
    root.append(style, box);
    document.body.append(overlay);
    // The foot of the page can be read above it.
    const mine = overlay;
    new ResizeObserver(() => {
      if (mine === overlay) document.body.style.paddingBottom = `${box.offsetHeight}px`;
    }).observe(box);
  };

  addEventListener("keydown", (event) => {
    if (event.key === "Escape") fold?.(true);
  });

  const until = (event) => new Promise((resolve) => document.addEventListener(event, resolve, { once: true }));

  // Asks for news, one question at a time. A page that nobody sees asks nothing: browsers open few lines to a server.
  const listen = async () => {
    let seen = "";
    for (;;) {
      while (document.hidden) await until("visibilitychange");
      const stop = new AbortController();
      const leave = () => stop.abort();
      document.addEventListener("visibilitychange", leave, { once: true });
      try {
        const address = new URL(`news?seen=${seen}`, own);
        const answer = await fetch(address, { cache: "no-store", signal: stop.signal });
        const news = await answer.json();
        if (news.build !== build) return reload();
        if (news.told !== seen) show(news.fault);
        seen = news.told;
      } catch {
        // The server has ended, or the page was left for another.
        if (!document.hidden) await new Promise((resolve) => setTimeout(resolve, 1000));
      }
      document.removeEventListener("visibilitychange", leave);
    }
  };

  restore();
  listen();
})();
