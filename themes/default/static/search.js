/* Looks words up in the titles and texts of the site. The index lies beside the pages in small scripts; only those
   that a query needs are loaded, so nothing is fetched and nothing is sent. src/exports/search writes what this reads. */
(function () {
  "use strict";
  var box = document.getElementById("search");
  var index = window.sunboardSearch;
  if (!box || !index) { return; }
  var form = box.querySelector("form");
  var input = document.getElementById("search-words");
  var count = document.getElementById("search-count");
  var list = document.getElementById("search-results");
  var more = document.getElementById("search-more");
  var here = box.dataset.root + "search/";
  var SHOWN = 20;      // hits shown at a time
  var TRIED = 60;      // texts read at a time to show them
  var TERMS = 8;       // terms of a word that are looked up; the texts themselves decide
  var LETTERS = 24;    // letters of a word that may be pinyin
  var SPELLINGS = 6;   // ways in which such a word is read
  var SYLLABLES = 0xf0000; // where syllables and initials stand in the index
  var INITIALS = 0xf8000;
  var UNSEEN = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g; // what nobody sees and pasted words may hold
  var SNIPPET = 80;
  var BEFORE = 24;

  /* Loading: each script calls one of these with what it holds. */
  var arrived = {};
  var loading = {};
  window.sunboardNames = function (name, digests) { arrived.last = digests; };
  window.sunboardTerms = function (terms) { arrived.last = terms; };
  window.sunboardMore = function (name, numbers) { arrived.last = numbers; };
  window.sunboardForms = function (forms, syllables) { arrived.last = [forms, syllables]; };
  window.sunboardDocs = function (name, records) { arrived.last = records; };

  /* A file's name ends in the digest of its bytes, which the file that leads to it knows. */
  function load(stem, digest) {
    var path = stem + "." + digest + ".js";
    if (!loading[path]) {
      loading[path] = new Promise(function (done, fail) {
        var script = document.createElement("script");
        script.src = here + path;
        script.onload = function () { script.remove(); done(arrived.last); };
        script.onerror = function () { script.remove(); delete loading[path]; fail(new Error(path)); };
        document.head.appendChild(script);
      });
    }
    return loading[path];
  }

  /* The digest of a shard by its number: the index knows the lists, a list the shards. */
  function digestOf(what, number) {
    var list = Math.floor(number / index.list);
    var cut = function (digests, at) { return digests.slice(at * index.digits, (at + 1) * index.digits); };
    return load("names/" + what + "-" + list, cut(index[what], list)).then(function (digests) {
      return cut(digests, number % index.list);
    });
  }

  /* Simplified forms by traditional character, and the syllables of pinyin; read before the first query. */
  var forms = new Map();
  var syllables = [];
  function prepare() {
    return load("forms", index.forms).then(function (found) {
      if (syllables.length) { return; }
      var all = Array.from(found[0]);
      for (var i = 0; i + 1 < all.length; i += 2) { forms.set(all[i], all[i + 1]); }
      syllables = found[1].split(" ");
    });
  }

  /* Folding, as the index does: width, case and form do not count; a place in the folded text is the same in the text. */
  function foldOne(c) {
    c = forms.get(c) || c;
    var code = c.codePointAt(0);
    if (code === 0x3000) { return " "; }
    if (code >= 0xff01 && code <= 0xff5e) { c = String.fromCodePoint(code - 0xfee0); }
    var lower = c.toLowerCase();
    return lower.length === c.length && Array.from(lower).length === 1 ? lower : c;
  }
  function fold(text) { return Array.from(text, foldOne).join(""); }

  function hash(term) {
    return Array.from(term).reduce(function (h, c) { return Math.imul(h ^ c.codePointAt(0), 16777619) >>> 0; }, 2166136261);
  }

  /* What is looked up for a word: its pairs, or itself where it is a single character. */
  function termsOf(word) {
    var chars = Array.from(word);
    if (chars.length === 1) { return [word]; }
    var pairs = [];
    for (var i = 0; i + 1 < chars.length; i++) {
      if (pairs.indexOf(chars[i] + chars[i + 1]) < 0) { pairs.push(chars[i] + chars[i + 1]); }
    }
    if (pairs.length <= TERMS) { return pairs; }
    var step = (pairs.length - 1) / (TERMS - 1);
    return Array.from({ length: TERMS }, function (_, at) { return pairs[Math.round(at * step)]; });
  }

  /* A list knows all its documents below `horizon`; beyond it there may be more. */
  function read(numbers, known) {
    var at = 0;
    (numbers ? numbers.split(",") : []).forEach(function (number) {
      at += Math.floor(number / 8);
      known.set(at - 1, number % 8);
    });
    return at;
  }

  /* A term's list in titles (a) or texts (b), with so many portions of it. */
  function lookUp(term, field, portions) {
    var shard = hash(term) & (index.shards - 1);
    return digestOf("terms", shard).then(function (digest) {
      return load("terms/" + shard.toString(16), digest);
    }).then(function (terms) {
      var entry = Object.prototype.hasOwnProperty.call(terms, term) ? terms[term].split(";") : [];
      var further = (entry[field === "a" ? 2 : 3] || "").split(",").filter(Boolean);
      var name = Array.from(term, function (c) { return c.codePointAt(0).toString(16); }).join("-");
      var wanted = [];
      for (var i = 1; i <= Math.min(further.length, portions - 1); i++) {
        wanted.push(load("more/" + name + "-" + field + i, further[i - 1]));
      }
      return Promise.all(wanted).then(function (rest) {
        var known = new Map();
        var end = read(entry[field === "a" ? 0 : 1], known);
        rest.forEach(function (numbers) { end = read(numbers, known); });
        return { known: known, horizon: further.length > wanted.length ? end : Infinity };
      });
    });
  }

  /* Documents that may be in all lists: in each, or beyond what it knows. */
  function all(lists, weigh) {
    var known = new Map();
    lists.forEach(function (list) {
      list.known.forEach(function (_, document) {
        var fits = lists.every(function (other) { return other.known.has(document) || document >= other.horizon; });
        if (fits) { known.set(document, weigh(lists.map(function (other) { return other.known.get(document) || 0; }))); }
      });
    });
    return { known: known, horizon: Math.max.apply(null, lists.map(function (list) { return list.horizon; })) };
  }

  function least(weights) { return Math.min.apply(null, weights); }
  function sum(weights) { return weights.reduce(function (a, b) { return a + b; }, 0); }

  /* The ways in which a word is read as pinyin, by the places of its syllables; the last may be half typed. */
  function readings(word) {
    var whole = [];
    var half = [];
    if (!/^[a-z]+$/.test(word) || word.length < 2 || word.length > LETTERS) { return { whole: whole, half: half }; }
    var walk = function (rest, read) {
      if (!rest) { if (whole.length < SPELLINGS) { whole.push(read); } return; }
      var open = [];
      for (var i = 0; i < syllables.length; i++) {
        if (rest.startsWith(syllables[i])) { open.push(i); }
        else if (read.length && half.length < SPELLINGS && syllables[i].startsWith(rest)) { half.push(read.concat(i)); }
      }
      open.sort(function (a, b) { return syllables[b].length - syllables[a].length; });
      open.forEach(function (i) { walk(rest.slice(syllables[i].length), read.concat(i)); });
    };
    walk(word, []);
    return { whole: whole, half: half };
  }

  /* What is looked up in titles for a word that may be pinyin: each list of terms is one way to read it. */
  function spellings(word) {
    var terms = function (codes) {
      var chars = codes.map(function (code) { return String.fromCodePoint(code); });
      if (chars.length === 1) { return chars; }
      return chars.slice(1).map(function (c, at) { return chars[at] + c; });
    };
    var way = function (weight) {
      return function (read) { return { weight: weight, terms: terms(read.map(function (i) { return SYLLABLES + i; })) }; };
    };
    var read = readings(word);
    var ways = read.whole.map(way(12)).concat(read.half.map(way(9)));
    if (/^[a-z]{2,8}$/.test(word)) {
      ways.push({ weight: 6, terms: terms(Array.from(word, function (c) { return INITIALS + c.charCodeAt(0) - 97; })) });
    }
    return ways;
  }

  /* Adds the documents whose titles are read as a word is written. */
  function spelled(found, word, portions) {
    return Promise.all(spellings(word).map(function (way) {
      return Promise.all(way.terms.map(function (term) { return lookUp(term, "a", portions); })).then(function (lists) {
        return all(lists, function (weights) { return way.weight + 2 * least(weights); });
      });
    })).then(function (ways) {
      ways.forEach(function (way) {
        way.known.forEach(function (weight, document) {
          if (!(found.known.get(document) >= weight)) { found.known.set(document, weight); }
        });
        found.horizon = Math.min(found.horizon, way.horizon);
      });
      return found;
    });
  }

  /* A word's documents: a title weighs more than any text, and most where the word begins it. */
  function find(word, portions) {
    var terms = termsOf(word);
    var field = function (name, from) { return Promise.all(from.map(function (term) { return lookUp(term, name, portions); })); };
    var single = Array.from(word).length === 1;
    return Promise.all([field("a", terms), single ? [] : field("b", terms)]).then(function (found) {
      var titles = all(found[0], function (weights) { return 16 + 8 * weights[0]; });
      if (single) { return titles; }
      var texts = all(found[1], function (weights) { return 1 + least(weights); });
      texts.known.forEach(function (weight, document) {
        titles.known.set(document, (titles.known.get(document) || 0) + weight);
      });
      return spelled({ known: titles.known, horizon: Math.min(titles.horizon, texts.horizon) }, word, portions);
    });
  }

  /* All words: candidates, best first. */
  function search(words, portions) {
    return Promise.all(words.map(function (word) { return find(word, portions); })).then(function (lists) {
      var found = all(lists, sum);
      var order = Array.from(found.known.keys()).sort(function (a, b) { return found.known.get(b) - found.known.get(a) || a - b; });
      return { order: order, open: found.horizon !== Infinity };
    });
  }

  function record(document) {
    var shard = Math.floor(document / index.per);
    return digestOf("docs", shard).then(function (digest) {
      return load("docs/" + shard, digest);
    }).then(function (records) {
      var found = records[document % index.per];
      var read = [];
      for (var i = 6; i + 1 < found.length; i += 2) { read.push({ name: found[i], spelled: found[i + 1] }); }
      var names = [{ name: found[0], spelled: found[4] }].concat(read);
      return { title: found[0], url: found[1], date: found[2], text: found[3], names: names, kind: index.kinds[found[5]] };
    });
  }

  /* The characters of a title, or of another name, that are read as a word is written, whole or by their initials;
     nothing where none are. */
  function readAs(entry, word) {
    if (!/^[a-z]{2,}$/.test(word)) { return ""; }
    return entry.names.reduce(function (held, other) { return held || readIn(other, word); }, "");
  }

  function readIn(other, word) {
    if (!other.spelled) { return ""; }
    var read = other.spelled.split(",");
    var chars = Array.from(other.name);
    var initials = "";
    for (var from = 0; from < read.length; from++) {
      var whole = "";
      initials = "";
      for (var to = from; to < read.length && read[to]; to++) {
        whole += read[to];
        initials += read[to].charAt(0);
        var last = whole.length - read[to].length;
        if (whole.startsWith(word) && (whole === word || to > from) && word.length > last || initials === word) {
          return fold(chars.slice(from, to + 1).join(""));
        }
        if (!word.startsWith(whole) && !word.startsWith(initials)) { break; }
      }
    }
    return "";
  }

  /* The words as an entry holds them: one that is written in pinyin as the characters that it means there. */
  function asHeld(entry, words) {
    return words.map(function (word) {
      return fold(entry.title).indexOf(word) < 0 && fold(entry.text).indexOf(word) < 0 && readAs(entry, word) || word;
    });
  }

  function holds(entry, words) {
    var names = entry.names.map(function (other) { return fold(other.name); });
    var text = fold(entry.text);
    return words.every(function (word) {
      return names.some(function (name) { return name.indexOf(word) >= 0; }) || Array.from(word).length > 1 && text.indexOf(word) >= 0;
    });
  }

  /* Showing: text nodes and elements only. */
  function element(name, text) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    return made;
  }

  function marked(into, text, words) {
    var folded = fold(text);
    var at = 0;
    while (at < text.length) {
      var next = text.length;
      var length = 0;
      words.forEach(function (word) {
        var place = folded.indexOf(word, at);
        if (place >= 0 && (place < next || place === next && word.length > length)) { next = place; length = word.length; }
      });
      if (next > at) { into.appendChild(document.createTextNode(text.slice(at, next))); }
      if (length) { into.appendChild(element("mark", text.slice(next, next + length))); }
      at = next + length;
    }
  }

  function snippet(text, words) {
    var folded = fold(text);
    var places = words.map(function (word) { return folded.indexOf(word); }).filter(function (place) { return place >= 0; });
    var start = Math.max(0, (places.length ? Math.min.apply(null, places) : 0) - BEFORE);
    var end = start + SNIPPET;
    var low = function (place) { return /[\uDC00-\uDFFF]/.test(text.charAt(place)); };
    if (low(start)) { start--; }
    if (low(end)) { end++; }
    return (start > 0 ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
  }

  function show(entry, words) {
    var row = element("li");
    var about = element("span", [entry.kind, entry.date].filter(Boolean).join(" "));
    about.className = "mute";
    row.appendChild(about);
    var title = element("h3");
    var link = element("a");
    link.href = box.dataset.root + entry.url;
    marked(link, entry.title, words);
    title.appendChild(link);
    row.appendChild(title);
    if (entry.text) {
      var text = element("p");
      marked(text, snippet(entry.text, words), words);
      row.appendChild(text);
    }
    list.appendChild(row);
    return link;
  }

  var run = 0;

  /* Shows the next hits of a query; whatever does not hold all words after all is passed over. */
  function next(state) {
    var mine = state.run;
    var portion = state.order.slice(state.at, state.at + TRIED);
    var first = null;
    var shown = 0;
    var step = function () {
      var now = portion.splice(0, SHOWN - shown);
      if (!now.length) { return Promise.resolve(); }
      return Promise.all(now.map(record)).then(function (entries) {
        if (mine !== run) { return null; }
        now.forEach(function (number, at) {
          state.at++;
          if (state.seen.has(number) || shown === SHOWN) { return; }
          state.seen.add(number);
          var held = asHeld(entries[at], state.words);
          if (!holds(entries[at], held)) { state.wrong++; return; }
          var link = show(entries[at], held);
          first = first || link;
          shown++;
        });
        return shown < SHOWN ? step() : null;
      });
    };
    return step().then(function () {
      if (mine !== run) { return null; }
      var rest = state.order.length - state.at;
      if (!rest && state.open) {
        state.portions++;
        return search(state.words, state.portions).then(function (found) {
          if (mine !== run) { return null; }
          state.order = found.order.filter(function (number) { return !state.seen.has(number); });
          state.open = found.open;
          state.at = 0;
          return shown ? say(state, first) : next(state);
        });
      }
      if (!shown && rest) { return next(state); }
      return say(state, first);
    });
  }

  function say(state, first) {
    var rest = state.order.length - state.at;
    var number = state.seen.size - state.wrong + rest;
    var exact = !rest || !state.open && state.words.every(function (word) { return Array.from(word).length < 3; });
    count.textContent = number ? (exact ? "" : box.dataset.about) + number + box.dataset.found : box.dataset.none;
    more.hidden = !rest;
    return first;
  }

  var current = null;

  function start() {
    var mine = ++run;
    list.textContent = "";
    count.textContent = "";
    more.hidden = true;
    current = null;
    if (!input.value.trim()) { return; }
    count.textContent = box.dataset.busy;
    var ask = function (asked) {
      return search(asked, 1).then(function (found) {
        if (mine !== run) { return null; }
        /* A phrase with marks that is nowhere as it stands: its parts, all of them. */
        var parts = asked.join(" ").split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
        if (!found.order.length && parts.length && parts.join(" ") !== asked.join(" ")) { return ask(parts); }
        current = { run: mine, words: asked, portions: 1, order: found.order, open: found.open, at: 0, seen: new Set(), wrong: 0 };
        return next(current);
      });
    };
    prepare().then(function () {
      var words = fold(input.value.replace(UNSEEN, "")).split(/[\s\u0085]+/).filter(Boolean);
      return mine === run && words.length ? ask(words) : null;
    }).catch(failed);
  }

  function failed() { count.textContent = box.dataset.failed; }

  function address() {
    try { history.replaceState(null, "", input.value ? "?q=" + encodeURIComponent(input.value) : location.pathname); }
    catch (refused) { /* opened from disk: the address stays as it is */ }
  }

  var timer = 0;
  input.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(function () { address(); start(); }, 150);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    address();
    start();
  });
  more.addEventListener("click", function () {
    if (!current) { return; }
    more.hidden = true;
    next(current).then(function (first) { if (first) { first.focus(); } }).catch(failed);
  });
  /* Arrow keys walk from the box through the hits and back. */
  box.addEventListener("keydown", function (event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp" || event.isComposing) { return; }
    var stops = [input].concat(Array.from(list.querySelectorAll("a")), more.hidden ? [] : [more]);
    var at = stops.indexOf(document.activeElement);
    var to = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at >= 0 && to) { event.preventDefault(); to.focus(); }
  });

  box.hidden = false;
  var asked = new URLSearchParams(location.search).get("q");
  if (asked) { input.value = asked; start(); }
}());
