// A walk through the whole page by the keyboard alone.

/** Tab from the top to the end; gives the failures. */
export async function checkKeyboard(page) {
  const failures = [];
  const { count, forced } = await page.evaluate(prepare);
  if (forced.length) failures.push(`the order is forced by tabindex: ${forced.join(" | ")}`);
  let last = -1;
  let footer = false;
  const visited = new Set();
  for (let step = 0; step <= count + 2; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(look);
    if (!at || (visited.size && at.place <= last && at.place === 0)) break;
    if (step === 0 && !at.skip) failures.push(`the first stop is not the skip link but ${at.html}`);
    if (at.place < last) failures.push(`focus goes back to ${at.html}`);
    if (at.place === last) { failures.push(`focus stays at ${at.html}`); break; }
    if (!at.outlined) failures.push(`focus cannot be seen on ${at.html}`);
    if (at.trouble) failures.push(`${at.trouble}: ${at.html}`);
    last = at.place;
    visited.add(at.place);
    footer ||= at.footer;
  }
  const missed = await page.evaluate(
    (places) => window.stops.filter((stop) => !places.includes(stop.place)).map((stop) => stop.html),
    [...visited],
  );
  if (missed.length) failures.push(`${missed.length} of ${count} stops are not reached, such as ${missed.slice(0, 3).join(" | ")}`);
  if (!footer) failures.push("the walk never reaches the foot of the page");

  // The skip link leads into the matter.
  await page.evaluate(() => { document.activeElement?.blur(); window.scrollTo(0, 0); document.querySelector(".skip").focus(); });
  await page.keyboard.press("Enter");
  const inside = await page.evaluate(() => document.activeElement?.id === "main" || location.hash === "#main");
  if (!inside) failures.push("the skip link does not lead to the matter");
  return failures.slice(0, 12);
}

/** In the page: lists the stops that a walk must make; gives how many, and those that force their place. */
function prepare() {
  const all = [...document.querySelectorAll("*")];
  window.placeOf = new Map(all.map((element, place) => [element, place]));
  window.stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => element.type !== "radio" || element.checked)
    .map((element) => ({ element, place: window.placeOf.get(element), html: element.outerHTML.slice(0, 100) }));
  window.getSelection().removeAllRanges();
  document.activeElement?.blur();
  window.scrollTo(0, 0);
  const forced = window.stops.filter((stop) => stop.element.tabIndex > 0).map((stop) => stop.html);
  return { count: window.stops.length, forced };
}

/** In the page: the element that has the focus. */
function look() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const style = getComputedStyle(element);
  const outlined = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
  const box = element.getClientRects()[0];
  let trouble = null;
  if (!box || box.width < 1 || box.height < 1) trouble = "focus on something invisible";
  else {
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (y < 0 || y > window.innerHeight || x < 0 || x > window.innerWidth) trouble = "focus outside the window";
    else {
      const top = document.elementFromPoint(x, y);
      if (top && !element.contains(top) && !top.contains(element)) trouble = `focus hidden behind ${top.outerHTML.slice(0, 60)}`;
    }
  }
  return {
    place: window.placeOf.get(element) ?? -2, skip: element.matches(".skip"), footer: Boolean(element.closest("footer")),
    outlined, trouble, html: element.outerHTML.slice(0, 100),
  };
}
