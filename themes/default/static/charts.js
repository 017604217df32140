/* Makes a chart interactive when a reader asks for it. Runtime and options are scripts beside the pages, loaded only then.
   The option is the one that the drawing was made with; what stands here gives it the page's colours and units. */
(function () {
  "use strict";
  var words = document.currentScript.dataset;
  var figures = document.querySelectorAll("figure[data-interactive]");
  var options = null;
  var loading = {};
  var live = new Map();

  window.sunboardCharts = function (all) { options = all; };

  function load(address) {
    if (!loading[address]) {
      loading[address] = new Promise(function (done, fail) {
        var script = document.createElement("script");
        script.src = address;
        script.onload = done;
        script.onerror = function () { script.remove(); delete loading[address]; fail(new Error(address)); };
        document.head.appendChild(script);
      });
    }
    return loading[address];
  }

  /* Custom properties as the page has them now, light, dark or in high contrast. */
  function colours(figure) {
    var style = getComputedStyle(figure);
    return function (name) { return style.getPropertyValue(name).trim(); };
  }

  /* A copy of an option with `var(--x)` replaced by its colour. */
  function coloured(value, colour) {
    if (typeof value === "string") {
      var name = /^var\((--[\w-]+)\)$/.exec(value);
      return name ? colour(name[1]) : value;
    }
    if (Array.isArray(value)) { return value.map(function (item) { return coloured(item, colour); }); }
    if (value && typeof value === "object") {
      var copy = {};
      Object.keys(value).forEach(function (key) { copy[key] = coloured(value[key], colour); });
      return copy;
    }
    return value;
  }

  function theme(colour) {
    var axis = {
      axisLine: { lineStyle: { color: colour("--rule-2") } },
      axisTick: { lineStyle: { color: colour("--rule-2") } },
      axisLabel: { color: colour("--ink-2") },
      nameTextStyle: { color: colour("--ink-3") },
      splitLine: { lineStyle: { color: colour("--rule") } }
    };
    return {
      textStyle: { color: colour("--ink") },
      categoryAxis: axis,
      valueAxis: axis,
      legend: { textStyle: { color: colour("--ink-2") } },
      toolbox: { iconStyle: { borderColor: colour("--ink-2") }, emphasis: { iconStyle: { borderColor: colour("--main") } } },
      tooltip: {
        backgroundColor: colour("--paper"),
        borderColor: colour("--rule-2"),
        textStyle: { color: colour("--ink") },
        axisPointer: { lineStyle: { color: colour("--ink-3") } }
      },
      /* The library's own handle for moving stands outside the slider, where the picture ends: the window itself is dragged. */
      dataZoom: {
        textStyle: { color: colour("--ink-2") },
        borderColor: colour("--rule-2"),
        fillerColor: colour("--tint"),
        handleStyle: { color: colour("--paper"), borderColor: colour("--main") },
        emphasis: { handleStyle: { color: colour("--tint"), borderColor: colour("--deep") } },
        showDataShadow: false,
        moveHandleSize: 0,
        brushSelect: false
      }
    };
  }

  /* A value as the table has it: rates with one digit, amounts as they are, nothing where there is none. */
  function worded(unit) {
    return function (value) {
      if (value === null || value === undefined || value === "-" || value !== value) { return "—"; }
      if (unit === "%") { return Number(value).toFixed(1) + "%"; }
      return Number(value).toLocaleString("en", { maximumFractionDigits: 6 }) + (unit ? " " + unit : "");
    };
  }

  function list(value) { return Array.isArray(value) ? value : value ? [value] : []; }

  /* The unit of a series is the name of its axis of values. */
  function withUnits(option) {
    list(option.series).forEach(function (series) {
      var axes = [list(option.xAxis)[series.xAxisIndex || 0], list(option.yAxis)[series.yAxisIndex || 0]];
      var values = axes.filter(function (axis) { return axis && axis.type === "value"; })[0];
      series.tooltip = { valueFormatter: worded(values && values.name) };
    });
    return option;
  }

  function heightOf(option) {
    var rows = list(option.yAxis)[0];
    if (rows && rows.type === "category") { return Math.min(rows.data.length, 20) * 30 + 130; }
    return list(option.grid).length > 1 ? 480 : 360;
  }

  function draw(figure, place) {
    var colour = colours(figure);
    var option = withUnits(coloured(options[figure.id], colour));
    var title = figure.querySelector("figcaption .ttl");
    var save = option.toolbox && option.toolbox.feature && option.toolbox.feature.saveAsImage;
    if (save) {
      save.name = title ? title.textContent : figure.id;
      save.backgroundColor = colour("--paper");
    }
    /* Beside a slider there is room for the unit only close to the axis. */
    if (option.dataZoom) { list(option.xAxis).forEach(function (axis) { if (axis.type === "value") { axis.nameGap = 3; } }); }
    place.style.height = heightOf(option) + "px";
    var locale = document.documentElement.lang.slice(0, 2) === "zh" ? "ZH" : "EN";
    var chart = window.echarts.init(place, theme(colour), { renderer: "svg", locale: locale });
    chart.setOption(option);
    return chart;
  }

  function show(figure) {
    var place = document.createElement("div");
    place.className = "live";
    figure.insertBefore(place, figure.querySelector(".acts"));
    figure.classList.add("is-live");
    var entry = { place: place, chart: draw(figure, place), sizes: null };
    entry.sizes = new ResizeObserver(function () { entry.chart.resize(); });
    entry.sizes.observe(place);
    live.set(figure, entry);
  }

  function hide(figure) {
    var entry = live.get(figure);
    entry.sizes.disconnect();
    entry.chart.dispose();
    entry.place.remove();
    figure.classList.remove("is-live");
    live.delete(figure);
  }

  figures.forEach(function (figure) {
    var acts = figure.querySelector(".acts");
    if (!acts) { return; }
    var title = figure.querySelector("figcaption .ttl");
    var button = document.createElement("button");
    var status = document.createElement("span");
    button.type = "button";
    button.className = "act";
    status.setAttribute("role", "status");
    var label = function (text) {
      button.textContent = text;
      button.setAttribute("aria-label", title ? text + " " + title.textContent : text);
    };
    label(words.live);
    button.addEventListener("click", function () {
      if (live.has(figure)) {
        hide(figure);
        label(words.live);
        return;
      }
      if (button.getAttribute("aria-disabled")) { return; }
      button.setAttribute("aria-disabled", "true");
      status.textContent = words.busy;
      Promise.all([load(words.runtime), load(words.options)]).then(function () {
        status.textContent = "";
        show(figure);
        label(words.static);
      }).catch(function () {
        status.textContent = words.failed;
      }).then(function () { button.removeAttribute("aria-disabled"); });
    });
    acts.insertBefore(button, acts.firstChild);
    acts.insertBefore(status, button.nextSibling);
  });

  /* Other colours: the charts are drawn anew. */
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
    live.forEach(function (entry, figure) {
      entry.chart.dispose();
      entry.chart = draw(figure, entry.place);
    });
  });
}());
