/* Elderly mode, layout of what is far below, and filtering and sorting of lists. Pages are complete without it. No request, no inline style. */
(function () {
  "use strict";
  var KEY = "sunboard-elderly";
  var root = document.documentElement;
  root.className += " js";

  /* Sections far below are laid out late, which the style does. Until then their heights are guessed, and a place in the
     page would be missed: whoever asks for one, or comes back to where they were, gets all of it laid out. */
  function fresh() {
    try { return window.performance.getEntriesByType("navigation")[0].type === "navigate"; } catch (error) { return false; }
  }
  function near() { root.classList.remove("far"); }
  if (!window.location.hash && fresh()) { root.className += " far"; }
  /* Once the page stands, the rest follows while the browser has nothing to do, a section a frame: the scroll bar is right. */
  var idle = window.requestIdleCallback || function (run) { window.setTimeout(run, 60); };
  function again() {
    window.removeEventListener("scroll", again);
    idle(lay);
  }
  function lay() {
    var rest = document.querySelectorAll("main > .sec ~ .sec:not(.near):not([hidden])");
    var at = 0;
    if (!root.classList.contains("far")) { return; }
    if (!rest.length) { near(); return; }
    /* What a reader has passed in a leap stays a guess until they come back: not every browser would keep their place. */
    while (at < rest.length && rest[at].getBoundingClientRect().bottom <= 0) { at += 1; }
    if (at === rest.length) { window.addEventListener("scroll", again); return; }
    rest[at].classList.add("near");
    window.requestAnimationFrame(function () { idle(lay); });
  }
  window.addEventListener("load", function () { idle(lay); });

  /* Sections that phones fold stand open where there is room, and where a link leads to them. */
  function unfold(place) {
    var fold = place && place.closest && place.closest(".folds > details");
    if (fold) { fold.open = true; }
  }
  document.addEventListener("DOMContentLoaded", function () {
    var all = document.querySelectorAll(".folds > details");
    var place = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    var room = window.matchMedia("(min-width: 48em)");
    /* There all stands open for good, and a stop for the keyboard would do nothing. */
    function make() {
      Array.prototype.forEach.call(all, function (fold) {
        fold.firstElementChild.tabIndex = room.matches ? -1 : 0;
        if (room.matches) { fold.open = true; }
      });
    }
    if (all.length) {
      make();
      if (room.addEventListener) { room.addEventListener("change", make); }
    }
    if (place) { unfold(place); place.scrollIntoView(); }
  });
  window.addEventListener("beforeprint", function () { Array.prototype.forEach.call(document.querySelectorAll(".folds > details"), unfold); });
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("a[href*='#']")) { near(); }
  }, true);
  window.addEventListener("hashchange", function () {
    unfold(document.getElementById(decodeURIComponent(window.location.hash.slice(1))));
    if (!root.classList.contains("far")) { return; }
    near();
    var place = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (place) { place.scrollIntoView(); }
  });

  function stored() {
    try { return window.localStorage.getItem(KEY) === "1"; } catch (error) { return false; }
  }
  function store(on) {
    try {
      if (on) { window.localStorage.setItem(KEY, "1"); } else { window.localStorage.removeItem(KEY); }
    } catch (error) { /* the mode then lasts for this page */ }
  }
  function apply(on) {
    var sheet = document.getElementById("ease-style");
    if (!sheet) { return; }
    sheet.removeAttribute("title");
    sheet.rel = on ? "stylesheet" : "alternate stylesheet";
    sheet.disabled = !on;
    if (on) { root.setAttribute("data-ease", ""); } else { root.removeAttribute("data-ease"); }
  }
  var easy = stored();
  if (easy) { apply(true); }

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    if (className) { made.className = className; }
    return made;
  }
  function each(list, run) { Array.prototype.forEach.call(list, run); }

  function easeControl() {
    var link = document.getElementById("ease");
    if (!link) { return; }
    var button = element("button");
    button.type = "button";
    button.id = "ease";
    function say() { button.textContent = link.getAttribute(easy ? "data-off" : "data-on"); }
    button.addEventListener("click", function () {
      easy = !easy;
      store(easy);
      apply(easy);
      say();
    });
    say();
    link.parentNode.replaceChild(button, link);
  }

  /* What a cell says: its card's word, else its words without remarks. */
  function said(cell) {
    if (!cell) { return ""; }
    var copy = cell.cloneNode(true);
    each(copy.querySelectorAll("[aria-hidden], small, svg"), function (node) { node.parentNode.removeChild(node); });
    var chip = copy.querySelector(".chip");
    return (chip || copy).textContent.replace(/\s+/g, " ").trim();
  }
  function number(cell) {
    var value = cell && cell.getAttribute("data-value");
    var text = value === null || value === undefined || value === "" ? said(cell).replace(/[,，%\s]/g, "") : value;
    var read = parseFloat(text.replace("↑", "").replace("↓", "-"));
    return isNaN(read) ? null : read;
  }
  function columnOf(table, label) {
    var found = -1;
    each(table.tHead.rows[0].cells, function (head, at) {
      if (found < 0 && head.getAttribute("data-name") === label) { found = at; }
    });
    return found;
  }

  /* Filters over all tables of the page's own sections: a select a column, words of the name, a count that is announced.
     The box is drawn by the page, so that nothing moves; the script fills the lists. */
  function filters(box) {
    var input = box.querySelector("input");
    var selects = Array.prototype.slice.call(box.querySelectorAll("select"));
    var count = box.querySelector(".count");
    var clear = box.querySelector("button");
    var labels = selects.map(function (select) { return select.parentNode.firstChild.textContent; });
    var rows = [];
    each(document.querySelectorAll("main .sec > .body > table"), function (table) {
      var section = table.closest(".sec");
      each(table.tHead.rows[0].cells, function (head) { head.setAttribute("data-name", head.textContent.trim()); });
      each(table.tBodies[0].rows, function (row) {
        var facets = row.hasAttribute("data-facets") ? row.getAttribute("data-facets").split("|") : [];
        var values = labels.map(function (label, at) {
          var column = columnOf(table, label);
          return column < 0 ? facets[+selects[at].getAttribute("data-at")] || "" : said(row.cells[column]);
        });
        /* A section that shows more than its table stays; only its table goes. */
        var whole = section.querySelector("figure") || section.contains(box) ? table : section;
        rows.push({ row: row, whole: whole, values: values, text: row.textContent.toLowerCase() });
      });
    });
    var chosen = labels.map(function () { return ""; });
    var words = "";
    function show() {
      var shown = 0;
      var filled = [];
      rows.forEach(function (entry) {
        var fits = chosen.every(function (value, at) { return !value || entry.values[at] === value; });
        fits = fits && (!words || entry.text.indexOf(words) >= 0);
        entry.row.hidden = !fits;
        if (fits) { shown += 1; filled.push(entry.whole); }
      });
      rows.forEach(function (entry) { entry.whole.hidden = filled.indexOf(entry.whole) < 0; });
      count.textContent = box.getAttribute("data-shown") + shown + box.getAttribute("data-of") + rows.length + box.getAttribute("data-unit");
      clear.hidden = shown === rows.length;
    }
    input.addEventListener("input", function () { words = input.value.trim().toLowerCase(); show(); });
    selects.forEach(function (select, at) {
      var seen = [];
      rows.forEach(function (entry) {
        var value = entry.values[at];
        if (value && seen.indexOf(value) < 0) { seen.push(value); }
      });
      seen.forEach(function (value) { select.appendChild(element("option", value)).value = value; });
      select.addEventListener("change", function () { chosen[at] = select.value; show(); });
    });
    clear.addEventListener("click", function () {
      input.value = words = "";
      selects.forEach(function (select, at) { select.value = chosen[at] = ""; });
      show();
      input.focus();
    });
    box.hidden = false;
    each(document.querySelectorAll("main .sec > .body > table"), function (table) { sorting(table, box); });
  }

  /* A button in each heading; the order goes down, up, and back to the page's own. */
  function sorting(table, box) {
    var heads = table.tHead.rows[0].cells;
    var body = table.tBodies[0];
    var own = Array.prototype.slice.call(body.rows);
    if (own.length < 3) { return; }
    each(heads, function (head, column) {
      var label = head.getAttribute("data-name");
      if (!own.some(function (row) { return said(row.cells[column]); })) { return; }
      var numeric = head.classList.contains("r");
      var button = element("button", label, "sort");
      button.type = "button";
      button.title = box.getAttribute("data-sort") + label;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var now = head.getAttribute("aria-sort");
        var first = numeric ? "descending" : "ascending";
        var second = numeric ? "ascending" : "descending";
        var next = now === first ? second : now === second ? null : first;
        each(heads, function (other) { other.removeAttribute("aria-sort"); });
        var sorted = own.slice();
        if (next) {
          head.setAttribute("aria-sort", next);
          var sign = next === "ascending" ? 1 : -1;
          sorted.sort(function (a, b) {
            var left = a.cells[column];
            var right = b.cells[column];
            if (!numeric) { return sign * said(left).localeCompare(said(right), root.lang); }
            var x = number(left);
            var y = number(right);
            if (x === null || y === null) { return (x === null ? 1 : 0) - (y === null ? 1 : 0); }
            return sign * (x - y);
          });
        }
        sorted.forEach(function (row) { body.appendChild(row); });
      });
    });
  }

  /* The cells of folded tables get their columns' names, which narrow screens show instead of the head. */
  function labels(table) {
    var heads = table.tHead.rows[0].cells;
    each(table.tBodies[0].rows, function (row) {
      each(row.cells, function (cell, at) {
        var words = cell.textContent.trim();
        if (at && words && words !== "—") { cell.setAttribute("data-l", heads[at].textContent); }
        if (heads[at].classList.contains("r")) { cell.className = "r"; }
      });
    });
    table.classList.add("stack");
  }

  /* On phones a row shows its head, a line and one figure; a button opens the rest. */
  function folding(table, more, less) {
    each(table.tBodies[0].rows, function (row) {
      var button = document.createElement("button");
      var name = row.cells[0].textContent.trim();
      button.type = "button";
      button.className = "unfold";
      function say(open) {
        row.classList.toggle("open", open);
        button.setAttribute("data-label", open ? less : more);
        button.setAttribute("aria-label", more + " " + name);
        button.setAttribute("aria-expanded", String(open));
      }
      say(row.id !== "" && "#" + row.id === decodeURIComponent(window.location.hash));
      button.addEventListener("click", function () { say(!row.classList.contains("open")); });
      row.cells[0].appendChild(button);
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var main = document.getElementById("main");
    each(document.querySelectorAll("main table.fold"), function (table) {
      folding(table, main.getAttribute("data-more"), main.getAttribute("data-less"));
    });
    each(document.querySelectorAll(".behind > table:not(.stack)"), function (table) {
      table.parentNode.addEventListener("toggle", function () { labels(table); }, { once: true });
    });
    easeControl();
    var box = document.getElementById("filter");
    if (box) { filters(box); }
  });
}());
