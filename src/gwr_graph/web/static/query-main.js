"use strict";
// The page: its editor, asking the endpoint, telling what came back.
(() => {
  const { given, say, make } = Results;
  const $ = (id) => document.getElementById(id);
  const area = $("text"), views = [...document.querySelectorAll("[data-view]")];
  const FILES = {
    table: [["CSV", "csv"], ["TSV", "tsv"], ["JSON", "json"]],
    graph: [["Turtle", "ttl"], ["N-Triples", "nt"], ["JSON-LD", "jsonld"]],
  };
  const FITS = { table: () => true, chart: Drawing.chartFits, graph: Drawing.graphFits };
  const WHERE = /line (\d+), column (\d+)/;
  const opened = location.pathname + location.search, first = area.value;
  let editor = null, running = null, result = null, view = "table", whole = false, mark = null;

  // ---- the editor: Yasgui's where npm brought it, else the plain text area

  const text = () => (editor ? editor.getValue() : area.value);
  const write = (value) => (editor ? editor.setValue(value) : (area.value = value));

  const open = () => {
    const box = $("editor");
    box.hidden = false;
    const keys = {
      "Ctrl-Enter": () => run(), "Cmd-Enter": () => run(), "Ctrl-Space": (one) => Completion.show(one),
      "Shift-Tab": false, Tab: false, "Ctrl-S": false,
    };
    editor = new Yasgui.Yasqe(box, {
      value: area.value, persistenceId: null, consumeShareLink: null, createShareableLink: null,
      showQueryButton: false, resizeable: false, autocompleters: ["variables"], lineWrapping: true,
      viewportMargin: Infinity, editorHeight: "auto", extraKeys: keys, screenReaderLabel: say("editor"),
    });
    editor.setOption("extraKeys", { ...editor.getOption("extraKeys"), ...keys });
    editor.getInputField().setAttribute("aria-label", say("editor"));
    editor.getInputField().setAttribute("aria-describedby", "keys");
    area.hidden = true;
    area.removeAttribute("name");
    document.querySelector('label[for="text"]').remove();
    Completion.follow(editor);
    // a query longer than its box is scrolled by the keyboard too
    const scroller = editor.getScrollerElement(), reach = () => { scroller.tabIndex = scroller.scrollHeight > scroller.clientHeight + 1 ? 0 : -1; };
    scroller.setAttribute("role", "region");
    scroller.setAttribute("aria-label", say("editor.scrolls"));
    editor.on("update", reach);
    reach();
    editor.on("change", () => { keep(); unmark(); });
  };

  // What is written stays when one leaves and comes back.
  let kept = 0;
  const keep = () => {
    clearTimeout(kept);
    kept = setTimeout(() => history.replaceState({ ...history.state, text: text() }, ""), 250);
  };
  const unmark = () => { mark?.clear(); mark = null; };

  // ---- asking

  // The address that opens this query: by its name as long as it was not changed.
  const link = () => {
    const asked = new URLSearchParams(location.search), lang = asked.get("lang");
    const address = new URL(text() === first ? opened : `${given.here}?${new URLSearchParams({ query: text(), ...(lang && { lang }) })}`, location.origin);
    if (view !== "table") address.hash = `view=${view}`;
    return address;
  };

  const run = async () => {
    running?.abort();
    const mine = (running = new AbortController()), query = text(), began = performance.now();
    unmark();
    $("answer").hidden = false;
    $("answer").setAttribute("aria-busy", "true");
    $("views").hidden = false;
    $("count").textContent = say("running");
    $("stop").hidden = false;
    let failed = null;
    try {
      const response = await fetch(given.endpoint, {
        method: "POST", signal: mine.signal, body: new URLSearchParams({ query }),
        headers: { Accept: "application/sparql-results+json, application/n-triples" },
      });
      const body = await response.text();
      if (mine !== running) return;
      if (response.ok) {
        result = { ...Results.read(response.headers.get("Content-Type") ?? "", body), query, seconds: (performance.now() - began) / 1000 };
      } else failed = { status: response.status, reason: body.trim() };
    } catch (error) {
      if (mine !== running) return;
      failed = { status: 0, reason: error.name === "AbortError" ? say("stopped") : say("unreached") };
    }
    running = null;
    $("stop").hidden = true;
    $("answer").removeAttribute("aria-busy");
    $("fault").hidden = !failed;
    $("views").hidden = Boolean(failed);
    $("shown").hidden = Boolean(failed);
    history.replaceState({ ...history.state, text: query }, "", link());
    if (failed) tell(failed);
    else show();
  };

  // What went wrong, with the place in the query.
  const tell = ({ status, reason }) => {
    const head = status === 0 ? "" : say(status < 500 ? "wrong" : "refused"), found = WHERE.exec(reason);
    $("count").textContent = "";
    $("fault").replaceChildren(...(head ? [make("strong", {}, head)] : []), make("p", {}, reason));
    if (!found) return;
    const line = Number(found[1]), column = Number(found[2]);
    const button = make("button", { type: "button" }, say("goto", { line, column }));
    button.addEventListener("click", () => go(line, column));
    $("fault").append(button);
    if (!editor || line > editor.lineCount()) return;
    const start = { line: line - 1, ch: Math.max(0, column - 1) };
    mark = editor.addLineClass(line - 1, "wrap", "at-fault") && {
      clear: () => editor.eachLine((one) => { editor.removeLineClass(one, "wrap", "at-fault"); }),
    };
    editor.scrollIntoView(start, 60);
  };

  const go = (line, column) => {
    if (editor) {
      editor.focus();
      editor.setCursor({ line: line - 1, ch: column - 1 });
      return;
    }
    const before = area.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + column - 1;
    area.focus();
    area.setSelectionRange(before, before);
  };

  // ---- showing

  const show = () => {
    const { form, rows, seconds } = result;
    for (const button of views) {
      const fits = form !== "boolean" && rows.length > 0 && FITS[button.dataset.view](result);
      button.disabled = !fits;
      button.title = fits ? "" : button.dataset.view === "chart" ? say("nochart") : button.dataset.view === "graph" ? say("nograph") : "";
      if (!fits && view === button.dataset.view) view = "table";
    }
    for (const button of views) button.setAttribute("aria-pressed", button.dataset.view === view);
    const counted = form === "boolean" ? "" : form === "graph" ? say("triples", { n: rows.length }) : rows.length === 1 ? say("row") : say("rows", { n: rows.length });
    $("count").textContent = [counted, say("seconds", { s: seconds.toFixed(2) })].filter(Boolean).join(" · ");
    $("whole").hidden = view !== "table" || Results.spare(result).size === 0;
    saves(form === "graph" ? "graph" : "table");
    const box = $("shown");
    if (form === "boolean") box.replaceChildren(make("p", { class: "truth" }, say(result.value ? "true" : "false")));
    else if (!rows.length) box.replaceChildren(make("div", { class: "empty" }, make("p", { class: "what" }, say("none")), make("p", {}, say("none.hint"))));
    else if (view === "chart") Drawing.chart(result, box);
    else if (view === "graph") Drawing.graph(result, box);
    else Results.table(result, box, whole);
  };

  const saves = (form) => {
    const box = $("saves"), name = new URLSearchParams(location.search).get("name") ?? "query";
    box.querySelectorAll("a").forEach((one) => one.remove());
    for (const [label, format] of FILES[form]) {
      const address = `${given.endpoint}?${new URLSearchParams({ query: result.query, format })}`;
      box.append(make("a", { href: address, download: `${name}.${format}` }, label));
    }
  };

  // ---- what the reader does

  $("ask").addEventListener("submit", (event) => { event.preventDefault(); run(); });
  $("stop").addEventListener("click", () => running?.abort());
  $("copy").addEventListener("click", async () => {
    const address = link();
    history.replaceState({ ...history.state, text: text() }, "", address);
    try { await navigator.clipboard.writeText(address.href); } catch { return; }
    $("copied").textContent = say("copied");
    setTimeout(() => { $("copied").textContent = ""; }, 2500);
  });
  for (const button of views) {
    button.addEventListener("click", () => {
      view = button.dataset.view;
      history.replaceState(history.state, "", link());
      show();
    });
  }
  $("whole").querySelector("input").addEventListener("change", (event) => { whole = event.target.checked; show(); });
  area.addEventListener("input", keep);
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    run();
  });
  addEventListener("beforeprint", () => { $("printed").textContent = text(); });

  // ---- opening

  $("run").hidden = $("copy").hidden = $("keys").hidden = false;
  const wide = matchMedia("(min-width: 1001px)"), examples = $("examples");
  const unfold = () => { examples.open = wide.matches; };
  unfold();
  wide.addEventListener("change", unfold);
  const fragment = new URLSearchParams(location.hash.slice(1));
  view = ["chart", "graph"].includes(fragment.get("view")) ? fragment.get("view") : "table";
  if (typeof Yasgui !== "undefined") open();
  const before = history.state?.text ?? fragment.get("query");
  if (before && before !== text()) write(before);
  if (given.ready || before) run();
})();
