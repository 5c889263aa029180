"use strict";
// Ties state, lists and picture together.
(() => {
  const element = (id) => document.getElementById(id);
  let results = [], marked = -1, typing = false, complete = false;

  // Change the state and show it; `quiet` leaves the address alone.
  const scene = () => [Gwr.state.view, Gwr.state.focus, Gwr.state.hops, Gwr.state.from, Gwr.state.to].join(" ");
  Gwr.go = (change, quiet) => {
    const before = scene(), { state } = Gwr;
    if ("focus" in change || "chosen" in change) state.edge = null;
    if ("focus" in change && change.focus !== state.focus) { state.open.clear(); state.hops = 1; }
    // The second node chosen after "find a path" is the path's end.
    if (state.from !== null && state.to === null && (change.chosen ?? state.from) !== state.from) change = { chosen: change.chosen, to: change.chosen, view: "way" };
    else if (change.view && change.view !== "table" && change.view !== "way") change = { from: null, to: null, ...change };
    Object.assign(state, change);
    if (state.view !== "table") state.base = state.view;
    if (!quiet) history.pushState(null, "", Gwr.toHash());
    arrange();
    Gwr.canvas.draw(scene() !== before || change.refit === true);
    if (complete) beside();
  };
  function beside() {
    if (Gwr.state.view === "table") Gwr.table();
    Gwr.list();
    Gwr.filters();
    Gwr.panel();
  }
  function arrange() {
    const table = Gwr.state.view === "table";
    element("rows").hidden = !table;
    element("canvas").hidden = table;
    for (const view of ["overview", "near", "whole", "table"]) element(view).setAttribute("aria-pressed", String(Gwr.state.view === view));
    element("png").disabled = table;
    for (const name of ["png", "csv"]) element(name).title = Gwr.word(name);
  }
  Gwr.endWay = () => Gwr.go({ view: Gwr.state.focus === null ? "whole" : "near", from: null, to: null });
  Gwr.choose = (id) => {
    if (Gwr.state.view === "table" && Gwr.state.from === null) {
      Object.assign(Gwr.state, { chosen: id, edge: null });
      Gwr.panel();
    } else Gwr.go({ chosen: id, edge: null });
  };
  Gwr.chooseEdge = (edge) => { Gwr.state.edge = edge; Gwr.canvas.draw(false); Gwr.panel(); };
  // Choose a node wherever it is; one that is not in the picture becomes its centre.
  Gwr.reveal = (id) => (Gwr.canvas.drawn().includes(id) || Gwr.state.view === "table" ? Gwr.choose(id) : Gwr.go({ focus: id, chosen: id, view: "near" }));
  Gwr.toggleGroup = (kind) => {
    if (!Gwr.state.open.delete(kind)) Gwr.state.open.add(kind);
    Gwr.canvas.draw(true);
  };

  function words() {
    document.documentElement.lang = Gwr.state.lang === "zh" ? "zh-Hans" : "en";
    document.querySelectorAll("[data-word]").forEach((e) => { e.textContent = Gwr.word(e.dataset.word); });
    const reports = Object.values(Gwr.data.reports);
    const title = reports.length === 1 ? `${reports[0].name} ${reports[0].year} ${Gwr.word("graphOf")}` : `${reports.length} ${Gwr.word("manyReports")}`;
    element("title").textContent = document.title = title;
    element("search").placeholder = Gwr.word("search");
    element("search").setAttribute("aria-label", Gwr.word("search"));
    for (const view of ["overview", "near", "whole", "table"]) element(view).textContent = Gwr.word(view);
    element("dark").textContent = Gwr.word(Gwr.state.dark ? "light" : "dark");
    element("lang").textContent = Gwr.state.lang === "zh" ? "EN" : "中文";
    element("canvas").setAttribute("aria-label", Gwr.word("canvas"));
  }

  function dark(on) {
    Gwr.state.dark = on;
    document.documentElement.classList.toggle("dark", on);
  }

  function suggest() {
    if (typing) return;
    const typed = element("search").value;
    results = Gwr.search(typed);
    marked = results.length ? 0 : -1;
    const list = element("results");
    list.replaceChildren(...results.map((id, i) => Gwr.make("li", {
      role: "option", id: `result-${i}`, "aria-selected": String(i === marked), on: { mousedown: (event) => { event.preventDefault(); take(i); } },
    }, Gwr.icon(Gwr.details[id].kind), Gwr.make("span", { class: "label" }, Gwr.details[id].label),
    Gwr.whose(id), Gwr.make("small", {}, Gwr.term("kinds", Gwr.details[id].kind)))));
    if (typed.trim() && !results.length) list.append(Gwr.make("li", { class: "none" }, Gwr.word("noResult")));
    show(Boolean(typed.trim()));
    mark(marked);
  }
  function show(on) {
    element("results").hidden = !on;
    element("search").setAttribute("aria-expanded", String(on));
  }
  function mark(i) {
    marked = i;
    element("results").querySelectorAll("[role=option]").forEach((option, k) => {
      option.setAttribute("aria-selected", String(k === i));
      if (k === i) option.scrollIntoView({ block: "nearest" });
    });
    if (i >= 0) element("search").setAttribute("aria-activedescendant", `result-${i}`);
    else element("search").removeAttribute("aria-activedescendant");
  }
  function take(i) {
    if (results[i] === undefined) return;
    const id = results[i];
    show(false);
    element("search").value = "";
    element("search").blur();
    Gwr.go({ focus: id, chosen: id, view: "near" });
  }

  function download(blob, name) {
    const link = Gwr.make("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 5000);
  }
  const fileName = (end) => `${element("title").textContent}${Gwr.state.base === "near" && Gwr.state.focus !== null ? "-" + Gwr.details[Gwr.state.focus].label : ""}`.replace(/[\\/:*?"<>|,\s]+/g, "-").slice(0, 80) + end;

  element("search").addEventListener("compositionstart", () => { typing = true; });
  element("search").addEventListener("compositionend", () => { typing = false; suggest(); });
  element("search").addEventListener("input", suggest);
  element("search").addEventListener("focus", () => element("search").value && suggest());
  element("search").addEventListener("blur", () => show(false));
  element("search").addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (results.length) mark((marked + (event.key === "ArrowDown" ? 1 : results.length - 1)) % results.length);
    } else if (event.key === "Enter") take(marked);
    else if (event.key === "Escape") { element("search").value = ""; show(false); element("search").blur(); event.stopPropagation(); }
  });
  element("overview").addEventListener("click", () => Gwr.go({ view: "overview", chosen: null }));
  element("near").addEventListener("click", () => {
    const focus = Gwr.state.chosen ?? Gwr.state.focus ?? Gwr.ranked[0] ?? null;
    Gwr.go({ view: "near", focus, chosen: focus });
  });
  element("whole").addEventListener("click", () => Gwr.go({ view: "whole", chosen: Gwr.state.chosen === Gwr.state.focus ? null : Gwr.state.chosen }));
  element("table").addEventListener("click", () => Gwr.go({ view: Gwr.state.view === "table" ? Gwr.state.base : "table", from: Gwr.state.from, to: Gwr.state.to }));
  element("csv").addEventListener("click", () => download(new Blob([Gwr.csv()], { type: "text/csv;charset=utf-8" }), fileName(".csv")));
  element("png").addEventListener("click", async () => download(await Gwr.canvas.png(), fileName(".png")));
  // among the pages of gwr serve the choice of light or dark is theirs too
  const theme = (chosen) => {
    try {
      if (chosen) localStorage.setItem("theme", chosen);
      return localStorage.getItem("theme");
    } catch { return null; }
  };
  element("dark").addEventListener("click", () => {
    dark(!Gwr.state.dark);
    if (Gwr.data.site) theme(Gwr.state.dark ? "dark" : "light");
    words();
    Gwr.go({}, true);
  });
  element("lang").addEventListener("click", () => { Gwr.state.lang = Gwr.state.lang === "zh" ? "en" : "zh"; words(); Gwr.go({}); });
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input[type=search], textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { event.preventDefault(); element("search").focus(); element("search").select(); }
    else if (event.key === "Escape") Gwr.go({ chosen: null, edge: null });
    else if ((event.key === "+" || event.key === "=") && Gwr.state.view === "near" && Gwr.state.hops < Gwr.data.maxHops) Gwr.go({ hops: Gwr.state.hops + 1 });
    else if (event.key === "-" && Gwr.state.view === "near" && Gwr.state.hops > 1) Gwr.go({ hops: Gwr.state.hops - 1 });
    else if (event.key.toLowerCase() === "t") element("table").click();
    else if (event.key.toLowerCase() === "d") element("dark").click();
  });
  const read = () => { Gwr.fromHash(); words(); Gwr.go({ refit: true }, true); };
  window.addEventListener("popstate", read);
  window.addEventListener("hashchange", read);

  const chosen = Gwr.data.site ? theme() : null;
  dark(chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  // Where no commitment names anyone, an overview would be empty.
  if (Gwr.data.view === "overview" && !Gwr.linked().what.size) Gwr.data.view = Gwr.data.focus === null ? "whole" : "near";
  Gwr.fromHash();
  words(); // before the picture: they take room
  Gwr.canvas.start();
  // The picture first; the lists beside it when the words are there.
  Gwr.go({ refit: true }, true);
  // Milliseconds from the opening of the file to the first picture: for tests of speed.
  requestAnimationFrame(() => setTimeout(() => { document.documentElement.dataset.drawn = String(Math.round(performance.now())); }));
  document.addEventListener("DOMContentLoaded", () => {
    Gwr.read();
    complete = true;
    if (Gwr.state.view === "way") Gwr.go({ refit: true }, true);
    else beside();
    document.documentElement.dataset.ready = "yes";
  });
})();
