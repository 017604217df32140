// The search page, asked as a reader would: by link, by typing, by keyboard alone, without scripts.

const ROWS = "#search-results li";

/** `base`: the address of the built example, with a slash at its end: http://…/path/ or file://…/. */
export async function checkSearch(page, base, watched) {
  const failures = [];
  const expect = (holds, what) => holds || failures.push(`search: ${what}`);
  const address = `${base}search.html`;
  const said = () => page.textContent("#search-count");
  const settled = () =>
    page.waitForFunction(() => {
      const text = document.getElementById("search-count").textContent;
      return text && !text.includes("正在");
    });
  const hits = () =>
    page.$$eval(ROWS, (rows) =>
      rows.map((row) => ({
        about: row.querySelector(".mute").textContent,
        title: row.querySelector("h3").textContent,
        href: row.querySelector("a").href,
        marks: [...row.querySelectorAll("mark")].map((mark) => mark.textContent),
      })));
  const ask = async (words) => {
    await page.goto(`${address}?q=${encodeURIComponent(words)}`);
    await settled();
    return hits();
  };
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  // A link carries the query. Titles come first, kind and day are shown, what was asked for is marked.
  const kiln = await ask("云窑");
  const kilns = parseInt(await said(), 10);
  expect(kiln.length > 3, `云窑 finds only ${await said()}`);
  expect(kiln[0]?.title.includes("云窑") && /^小镇 20\d\d-\d\d-\d\d$/.test(kiln[0].about), `first hit ${JSON.stringify(kiln[0])}`);
  expect(kiln.every((row) => row.marks.length && row.marks.every((mark) => mark === "云窑")), "a hit is not marked");
  const inTitle = kiln.map((row) => row.title.includes("云窑"));
  expect(same(inTitle, [...inTitle].sort((a, b) => b - a)), "a title stands after a text");
  const kinds = kiln.map((row) => row.about.split(" ")[0]);
  for (const kind of ["小镇", "故事"]) expect(kinds.includes(kind), `no ${kind} among ${kinds}`);

  // Titles of every kind are found by any two of their characters; hits lead to pages, anchors to places on them.
  const projects = (await ask("项目 小镇")).concat(await ask("工程")).filter((row) => row.href.includes("#project-"));
  expect(projects.length, "no project is found");
  const linked = await ask("云窑");
  for (const { href } of [...linked.slice(0, 3), ...projects.slice(0, 2)]) {
    await page.goto(href);
    const there = await page.evaluate(() => {
      const anchor = decodeURIComponent(location.hash.slice(1));
      return document.querySelector("h1") && (!anchor || document.getElementById(anchor));
    });
    expect(there, `a hit leads nowhere: ${href}`);
  }

  // One character, several words, width and case, punctuation, nothing, markup.
  const single = await ask("窑");
  expect(single.length && single.every((row) => row.title.includes("窑")), "a single character is looked up in titles");
  const both = await ask("云窑 投资");
  expect(both.length && both[0].marks.includes("云窑") && both[0].marks.includes("投资"), "two words are not both marked");
  expect(parseInt(await said(), 10) < kilns, "two words give no fewer hits than one");
  expect(same(await ask("云窑，投资"), both), "a phrase that is nowhere as it stands is not looked up by its parts");
  const wide = await ask("２０２０");
  expect(wide.length && same(wide, await ask("2020")), "width counts");
  expect(same(await ask("QiNg"), await ask("qing")), "case counts");
  expect(same(await ask("雲窯"), kiln), "the form of a character counts");
  const read = await ask("longyao");
  expect(read.some((row) => row.title.includes("龙窑") && row.marks.includes("龙窑")), `longyao finds ${JSON.stringify(read)}`);
  for (const [letters, name] of [["yunyao", "云窑"], ["yunyaoxiaozhen", "云窑小镇"], ["yunya", "云窑"], ["yyxz", "云窑小镇"], ["ly", "龙窑"]]) {
    const titles = (await ask(letters)).map((row) => row.title);
    expect(titles.some((title) => title.includes(name)), `${letters} does not find ${name} but ${titles}`);
  }
  // By an earlier name, which the title does not hold.
  for (const letters of ["yaoxilongyao", "yxlyxz", "窯溪龍窯"]) {
    const titles = (await ask(letters)).map((row) => row.title);
    expect(titles.includes("云窑小镇"), `${letters} does not find 云窑小镇 but ${titles}`);
  }
  const mixed = await ask("yunyao 投资");
  expect(mixed.length && mixed[0].marks.includes("云窑") && mixed[0].marks.includes("投资"), "pinyin and words are not both marked");
  expect(same(await ask("xqzv"), []), "letters that nothing is read as find something");
  // A single character is in a title or not, at its start or not: hits of one rank are newest first, whatever their kind.
  const days = single.filter((row) => !row.title.startsWith("窑")).map((row) => (row.about.match(/[\d-]{10}$/) || [""])[0]);
  expect(days.length > 2 && same(days, [...days].sort().reverse()), `hits of one rank are not newest first: ${days}`);
  expect(same(await ask("没有的词句"), []) && (await said()).includes("没有找到"), "nothing found is not said");
  expect(same(await ask("<img src=x onerror=alert(1)>"), []), "markup is found");

  // Many hits come in portions, and the focus goes on with them.
  const many = await ask("小镇");
  expect(many.length === 20, `a portion holds ${many.length}`);
  await page.click("#search-more");
  await page.waitForFunction(() => document.querySelectorAll("#search-results li").length > 20);
  const focused = await page.evaluate(() => [...document.querySelectorAll("#search-results li")].indexOf(document.activeElement.closest("li")));
  expect(focused === 20, `after more, the focus is on ${focused}`);

  // By keyboard alone: type, go down and up, follow.
  await page.goto(address);
  await page.focus("#search-words");
  await page.keyboard.type("云窑");
  await settled();
  await page.keyboard.press("ArrowDown");
  expect(await page.evaluate(() => document.activeElement.textContent.includes("云窑")), "down does not lead to the first hit");
  await page.keyboard.press("ArrowUp");
  expect(await page.evaluate(() => document.activeElement.id === "search-words"), "up does not lead back");
  await page.keyboard.press("Enter");
  await settled();
  expect((await hits()).length === kiln.length, "Enter in the box loses the hits");
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  expect((await page.textContent("h1")).includes("云窑"), "Enter does not follow a hit");

  // What a query loads stays small, whatever the size of the site.
  const loaded = [];
  page.on("response", (response) => response.url().includes("/search/") && loaded.push(response));
  await ask("云窑小镇");
  let bytes = 0;
  for (const response of loaded) bytes += (await response.body().catch(() => "")).length;
  expect(bytes < 400_000, `a query loads ${bytes} bytes`);

  // Pages that were left before their pictures came say so; that is no fault.
  const seen = (await watched.take()).filter((line) => !line.includes("net::ERR_ABORTED"));
  failures.push(...seen.map((line) => `search: ${line}`));

  // The box in the head of a page below the root asks the same; on a phone its button leads to the page of the search.
  const town = `${base}towns/yunyao.html`;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(town);
  await page.fill("header input[name=q]", "云窑");
  await page.press("header input[name=q]", "Enter");
  await page.waitForURL((url) => url.pathname.endsWith("/search.html"));
  await settled();
  expect(same(await hits(), kiln), "the box in the head finds something else");
  expect(!(await page.locator("header form").count()), "the page of the search has two boxes");
  await page.setViewportSize({ width: 360, height: 900 });
  await page.goto(town);
  await page.click("header form button");
  await page.waitForURL((url) => url.pathname.endsWith("/search.html"));
  await watched.take();

  // Without scripts the page says so, and leads on; the box in the head leads there.
  const plain = await page.context().browser().newContext({ javaScriptEnabled: false });
  const quiet = await plain.newPage();
  await quiet.goto(town);
  await quiet.fill("header input[name=q]", "云窑");
  await quiet.click("header form button");
  await quiet.waitForURL((url) => url.pathname.endsWith("/search.html") && url.searchParams.get("q") === "云窑");
  expect((await quiet.innerText("main")).includes("JavaScript"), "without scripts nothing is said");
  expect(!(await quiet.isVisible("#search-words")), "without scripts there is a box that does nothing");
  await plain.close();
  return failures;
}
