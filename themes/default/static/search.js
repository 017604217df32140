/* Looks words up in the titles and texts of the site. The index is a script beside the pages, so nothing is fetched. */
(function () {
  "use strict";
  var box = document.getElementById("search");
  var index = window.sunboardSearch;
  if (!box || !Array.isArray(index)) { return; }
  var input = document.getElementById("search-words");
  var count = document.getElementById("search-count");
  var list = document.getElementById("search-results");
  var LIMIT = 50;
  var SNIPPET = 60;

  function fold(text) { return String(text || "").normalize("NFKC").toLowerCase(); }

  var entries = index.map(function (entry) {
    return { entry: entry, title: fold(entry.title), text: fold(entry.text) };
  });

  /* All words must occur; a hit in the title weighs more, and most at its start. */
  function score(item, words) {
    var sum = 0;
    for (var i = 0; i < words.length; i++) {
      var inTitle = item.title.indexOf(words[i]);
      if (inTitle === 0) { sum += 4; }
      else if (inTitle > 0) { sum += 3; }
      else if (item.text.indexOf(words[i]) >= 0) { sum += 1; }
      else { return 0; }
    }
    return sum;
  }

  function snippet(item, words) {
    var text = String(item.entry.text || "");
    var at = item.text.indexOf(words[0]);
    if (at < 0) { return text.slice(0, SNIPPET); }
    var start = Math.max(0, at - 20);
    return (start > 0 ? "…" : "") + text.slice(start, start + SNIPPET) + (start + SNIPPET < text.length ? "…" : "");
  }

  function element(name, text) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    return made;
  }

  function show() {
    var words = fold(input.value).split(/\s+/).filter(Boolean);
    list.textContent = "";
    count.textContent = "";
    if (!words.length) { return; }
    var hits = entries
      .map(function (item) { return { item: item, score: score(item, words) }; })
      .filter(function (hit) { return hit.score > 0; })
      .sort(function (a, b) {
        return b.score - a.score
          || String(b.item.entry.date || "").localeCompare(String(a.item.entry.date || ""))
          || a.item.title.localeCompare(b.item.title);
      });
    count.textContent = hits.length
      ? hits.length + box.dataset.found + (hits.length > LIMIT ? " " + box.dataset.more : "")
      : box.dataset.none;
    hits.slice(0, LIMIT).forEach(function (hit) {
      var entry = hit.item.entry;
      var row = element("li");
      row.appendChild(element("span", [box.getAttribute("data-kind-" + entry.kind), entry.date].filter(Boolean).join(" ")));
      row.firstChild.className = "mute";
      var title = element("h3");
      var link = element("a", entry.title);
      link.href = box.dataset.root + entry.url;
      title.appendChild(link);
      row.appendChild(title);
      row.appendChild(element("p", snippet(hit.item, words)));
      list.appendChild(row);
    });
  }

  box.hidden = false;
  input.addEventListener("input", show);
  var asked = new URLSearchParams(location.search).get("q");
  if (asked) { input.value = asked; show(); }
}());
