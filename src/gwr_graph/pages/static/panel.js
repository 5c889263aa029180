"use strict";
// The lists beside the picture: what was chosen and its quotes, filters, the table. Text only: no
// string of the data is ever read as HTML.
Gwr.make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((c) => c !== null && c !== undefined));
  return element;
};

// The same shapes as in the picture, as small drawings.
Gwr.icon = (kind) => {
  const space = "http://www.w3.org/2000/svg", look = Gwr.terms.kinds[kind];
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "-10 -10 20 20");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const corners = (n, turn, r) => Array.from({ length: n }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / n, radius = Array.isArray(r) ? r[i % 2] : r;
    return `${(radius * Math.cos(angle)).toFixed(2)},${(radius * Math.sin(angle)).toFixed(2)}`;
  }).join(" ");
  const up = -Math.PI / 2;
  const points = {
    star: corners(10, up, [9, 3.8]), diamond: corners(4, up, 8.5), hexagon: corners(6, 0, 8.5),
    triangle: corners(3, up, 9), triangleDown: corners(3, -up, 9), square: corners(4, up / 2, 9),
  }[look.shape];
  const shape = document.createElementNS(space, points ? "polygon" : "circle");
  if (points) shape.setAttribute("points", points);
  else shape.setAttribute("r", "7");
  shape.setAttribute("fill", look.fill);
  shape.setAttribute("stroke", look.line);
  shape.setAttribute("stroke-width", "1.5");
  svg.append(shape);
  return svg;
};

Gwr.quoteView = ([index, start, end, marks, stance, status, statement], own) => {
  const [report, origin, text, heading] = Gwr.data.sentences[index];
  const signs = Array.from(text), cuts = new Set([0, signs.length, start - origin, end - origin]);
  marks.forEach(([a, b]) => { cuts.add(a - origin); cuts.add(b - origin); });
  const edges = [...cuts].filter((c) => c >= 0 && c <= signs.length).sort((a, b) => a - b);
  const words = Gwr.make("blockquote", {});
  for (let i = 0; i + 1 < edges.length; i++) {
    const from = edges[i], to = edges[i + 1], piece = signs.slice(from, to).join("");
    if (!piece) continue;
    const inside = from >= start - origin && to <= end - origin;
    const named = marks.some(([a, b]) => a - origin <= from && to <= b - origin);
    words.append(inside || named ? Gwr.make("mark", { class: named ? "name" : null }, piece) : piece);
  }
  const said = signs.slice(start - origin, end - origin).join("");
  const copy = Gwr.make("button", { type: "button", class: "small", on: { click: async () => {
    const source = `“${said}”（${Gwr.reportName(report)}，${Gwr.word("chars").replace("{a}", start).replace("{b}", end)}）`;
    try { await navigator.clipboard.writeText(source); } catch { Gwr.copyByHand(source); }
    copy.textContent = Gwr.word("copied");
    setTimeout(() => { copy.textContent = Gwr.word("copy"); }, 1200);
  } } }, Gwr.word("copy"));
  const tags = Gwr.make("span", { class: "tags" });
  if (stance) tags.append(Gwr.make("span", { class: "tag " + stance }, Gwr.term("stances", stance)));
  if (status) tags.append(Gwr.make("span", { class: "tag" }, Gwr.term("statuses", status)));
  const place = Gwr.make("small", { class: "place" }, `${Gwr.reportName(report)} · ${Gwr.word("chars").replace("{a}", start).replace("{b}", end)}`,
    heading ? ` · ${heading}` : null);
  const foot = Gwr.make("div", { class: "foot" }, tags, copy);
  if (!own && statement >= 0) foot.append(Gwr.nodeLink(statement, "↗"));
  return Gwr.make("article", { class: "quote" }, words, place, foot);
};

Gwr.copyByHand = (text) => {
  const area = Gwr.make("textarea", { class: "away" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
};

Gwr.nodeLink = (id, text) => Gwr.make("button", { type: "button", class: "link", title: Gwr.details[id].label, on: { click: () => Gwr.reveal(id) } }, text || Gwr.details[id].label);

Gwr.panel = () => {
  const panel = document.getElementById("panel"), { chosen, edge } = Gwr.state;
  panel.replaceChildren();
  panel.scrollTop = 0;
  if (edge !== null) return panel.append(...Gwr.edgeView(edge));
  if (chosen === null) return panel.append(...Gwr.overview());
  const d = Gwr.details[chosen], own = Gwr.isStatement(chosen);
  const badges = Gwr.make("p", { class: "badges" }, ...d.types.map((kind) => Gwr.make("span", { class: "badge" }, Gwr.icon(kind), Gwr.term("kinds", kind))));
  for (const status of d.statuses) badges.append(Gwr.make("span", { class: "tag" }, Gwr.term("statuses", status)));
  panel.append(Gwr.make("h2", {}, d.label), badges);
  if (d.names.length) panel.append(Gwr.make("p", { class: "names" }, `${Gwr.word("alsoCalled")} ${d.names.join("、")}`));
  if (chosen !== Gwr.state.focus || Gwr.state.view !== "near")
    panel.append(Gwr.make("button", { type: "button", id: "centre", on: { click: () => Gwr.go({ focus: chosen, view: "near" }) } }, Gwr.word("centre")));
  if (Gwr.state.from !== null && Gwr.state.from !== chosen) panel.append(...Gwr.wayView(Gwr.state.from, chosen));
  else panel.append(Gwr.make("button", { type: "button", id: "way", "aria-pressed": String(Gwr.state.from === chosen), on: { click: () => {
    Gwr.state.from = Gwr.state.from === chosen ? null : chosen;
    Gwr.panel();
  } } }, Gwr.word("wayFrom")));
  if (Gwr.state.from === chosen) panel.append(Gwr.make("p", { class: "hint" }, Gwr.word("wayNext")));
  if (d.figures.length) {
    panel.append(Gwr.make("h3", {}, `${Gwr.word("figures")} (${d.figures.length})`));
    panel.append(Gwr.make("table", { class: "figures" }, Gwr.make("tbody", {}, ...d.figures.map(([what, surface, direction, bound, period, due]) =>
      Gwr.make("tr", {}, Gwr.make("td", {}, what), Gwr.make("td", { class: "number" }, surface, " ", Gwr.make("small", {}, [
        Gwr.term("bounds", bound), direction === "Level" ? "" : Gwr.term("directions", direction), period, due ? `${Gwr.word("due")} ${due}` : "",
      ].filter(Boolean).join(" · "))))))));
  }
  panel.append(Gwr.make("h3", {}, `${Gwr.word("said")}${d.quotes.length > 1 ? ` (${d.quotes.length})` : ""}`));
  if (d.quotes.length) panel.append(...Gwr.some(d.quotes.map((q) => () => Gwr.quoteView(q, own)), 4));
  else panel.append(Gwr.make("p", { class: "hint" }, Gwr.word("noQuote")));
  const groups = new Map();
  for (const tie of Gwr.ties[chosen]) {
    const kind = Gwr.details[tie.other].kind;
    if (!groups.has(kind)) groups.set(kind, []);
    groups.get(kind).push(tie);
  }
  for (const kind of Object.keys(Gwr.terms.kinds)) {
    const ties = groups.get(kind);
    if (!ties) continue;
    ties.sort((a, b) => byTies(a.other, b.other));
    panel.append(Gwr.make("h3", {}, Gwr.icon(kind), ` ${Gwr.term("kinds", kind)} (${new Set(ties.map((t) => t.other)).size})`));
    panel.append(Gwr.make("ul", { class: "ties" }, ...Gwr.some(ties.map((tie) => () => Gwr.make("li", {},
      Gwr.make("button", { type: "button", class: "role", on: { click: () => Gwr.chooseEdge(tie.edge) } },
        `${tie.out ? "→" : "←"} ${Gwr.term("roles", Gwr.data.edges[tie.edge].role)}`), Gwr.nodeLink(tie.other))), 12)));
  }
};

Gwr.wayView = (from, to) => {
  const steps = Gwr.way(from, to);
  const close = Gwr.make("button", { type: "button", class: "small", on: { click: () => { Gwr.state.from = null; Gwr.panel(); } } }, Gwr.word("wayEnd"));
  const head = Gwr.make("h3", {}, `${Gwr.word("way")} ${Gwr.details[from].label} → ${Gwr.details[to].label} `, close);
  if (!steps) return [head, Gwr.make("p", { class: "hint" }, Gwr.word("noWay"))];
  return [head, Gwr.make("ol", { class: "way" }, ...steps.map(({ node, edge }) => {
    const line = Gwr.make("li", {});
    if (edge !== undefined) {
      const down = Gwr.data.edges[edge].to === node;
      line.append(Gwr.make("button", { type: "button", class: "role", on: { click: () => Gwr.chooseEdge(edge) } }, `${down ? "↓" : "↑"} ${Gwr.term("roles", Gwr.data.edges[edge].role)}`));
      const proof = Gwr.data.proofs[edge][0];
      if (proof && !Gwr.isStatement(node)) line.append(Gwr.make("q", {}, Gwr.quoteText(proof)));
    }
    line.append(Gwr.make("span", { class: "end" }, Gwr.icon(Gwr.details[node].kind), " ", Gwr.nodeLink(node)));
    return line;
  }))];
};

// Nothing chosen: what is in the picture, and the commitments that say most.
Gwr.overview = () => {
  const seen = [...Gwr.visible().keys()];
  const group = (word, ids) => (ids.length ? [Gwr.make("h3", {}, Gwr.word(word)), Gwr.make("ul", { class: "ties" }, ...ids.map((id) =>
    Gwr.make("li", {}, Gwr.icon(Gwr.details[id].kind), Gwr.nodeLink(id))))] : []);
  const best = (ids, most) => ids.sort((a, b) => byTies(a, b)).slice(0, most);
  return [
    Gwr.make("p", { class: "hint" }, Gwr.word("hint")),
    ...group("mostPromised", best(seen.filter((id) => !Gwr.isStatement(id) && !Gwr.details[id].home && Gwr.promises[id]), 8)),
    ...group("mostTied", best(seen.filter(Gwr.isPromise), 12)),
  ];
};

// The first `most` of the things to build, and a button that puts the rest in its place.
Gwr.some = (builders, most) => {
  if (builders.length <= most + 1) return builders.map((b) => b());
  const rest = Gwr.make("button", { type: "button", class: "link", on: { click: () => rest.replaceWith(...builders.slice(most).map((b) => b())) } },
    Gwr.word("more").replace("{n}", builders.length - most));
  return [...builders.slice(0, most).map((b) => b()), rest];
};

Gwr.edgeView = (index) => {
  const edge = Gwr.data.edges[index], proofs = Gwr.data.proofs[index];
  const end = (id) => Gwr.make("p", { class: "end" }, Gwr.icon(Gwr.details[id].kind), " ", Gwr.nodeLink(id));
  return [
    end(edge.from), Gwr.make("p", { class: "roleline" }, `↓ ${Gwr.term("roles", edge.role)}`), end(edge.to),
    Gwr.make("h3", {}, Gwr.word("said")),
    ...(proofs.length ? Gwr.some(proofs.map((q) => () => Gwr.quoteView(q)), 6) : [Gwr.make("p", { class: "hint" }, Gwr.word("official"))]),
  ];
};

Gwr.list = () => {
  const tabs = document.getElementById("tabs"), list = document.getElementById("list");
  tabs.replaceChildren(...Object.keys(Gwr.tabs).map((tab) => Gwr.make("button", {
    type: "button", role: "tab", "aria-selected": String(tab === Gwr.state.tab), on: { click: () => { Gwr.state.tab = tab; Gwr.list(); } },
  }, Gwr.word(tab))));
  const ids = Gwr.ranked.filter((id) => Gwr.tabs[Gwr.state.tab].has(Gwr.details[id].kind));
  list.replaceChildren(...Gwr.some(ids.map((id) => () => Gwr.make("li", {}, Gwr.make("button", {
    type: "button", class: "row", "aria-current": id === Gwr.state.focus ? "true" : null, "data-id": id,
    title: `${Gwr.details[id].label} · ${Gwr.promises[id]} ${Gwr.word("promises")} · ${Gwr.degree[id]} ${Gwr.word("links")}`,
    on: { click: () => Gwr.go({ focus: id, chosen: id, view: "near" }) },
  }, Gwr.icon(Gwr.details[id].kind), Gwr.make("span", { class: "label" }, Gwr.details[id].label),
  Gwr.promises[id] ? Gwr.make("span", { class: "stars" }, `★${Gwr.promises[id]}`) : null))), 60));
};

Gwr.filters = () => {
  const holder = document.getElementById("filters");
  holder.replaceChildren();
  for (const facet of Object.keys(Gwr.facets)) {
    const values = Gwr.facetValues(facet), off = Gwr.state.off[facet];
    if (values.length < 2) continue;
    const box = Gwr.make("fieldset", { "data-facet": facet }, Gwr.make("legend", {}, Gwr.word(facet)));
    for (const [value, count] of values) {
      const input = Gwr.make("input", { type: "checkbox", value, on: { change: () => {
        if (input.checked) off.delete(value);
        else off.add(value);
        Gwr.go({});
      } } });
      input.checked = !off.has(value);
      const only = Gwr.make("button", { type: "button", class: "only", on: { click: (event) => {
        event.preventDefault();
        const alone = values.every(([v]) => (v === value) !== off.has(v));
        off.clear();
        if (!alone) values.forEach(([v]) => v !== value && off.add(v));
        Gwr.go({});
      } } }, Gwr.word("only"));
      box.append(Gwr.make("label", {}, input, facet === "kind" ? Gwr.icon(value) : null,
        Gwr.make("span", { class: "label" }, Gwr.facetLabel(facet, value)), only, Gwr.make("span", { class: "count" }, String(count))));
    }
    holder.append(box);
  }
  if (Gwr.filtered()) holder.prepend(Gwr.make("button", { type: "button", id: "reset", on: { click: () => {
    Object.values(Gwr.state.off).forEach((off) => off.clear());
    Gwr.go({});
  } } }, Gwr.word("reset")));
};

Gwr.tableRows = () => [...Gwr.visible().keys()].sort(byTies).map((id) => {
  const d = Gwr.details[id];
  return { id, cells: [
    d.label, d.types.map((k) => Gwr.term("kinds", k)).join("、"), d.stances.map((s) => Gwr.term("stances", s)).join("、"),
    d.statuses.map((s) => Gwr.term("statuses", s)).join("、"), String(Gwr.promises[id]), String(Gwr.degree[id]), d.quotes.length ? Gwr.quoteText(d.quotes[0]) : "",
    ...(Gwr.manyReports ? [d.reports.map(Gwr.reportName).join("、")] : []),
  ] };
});
Gwr.tableHead = () => ["name", "kind", "stance", "status", "promiseCount", "linkCount", "quote", ...(Gwr.manyReports ? ["report"] : [])].map(Gwr.word);
Gwr.table = () => {
  const holder = document.getElementById("rows");
  holder.replaceChildren(Gwr.make("table", {},
    Gwr.make("thead", {}, Gwr.make("tr", {}, ...Gwr.tableHead().map((h) => Gwr.make("th", { scope: "col" }, h)))),
    Gwr.make("tbody", {}, ...Gwr.tableRows().map(({ id, cells }) => Gwr.make("tr", { "data-id": id }, ...cells.map((cell, i) =>
      i ? Gwr.make("td", i === 4 || i === 5 ? { class: "number" } : {}, cell)
        : Gwr.make("th", { scope: "row" }, Gwr.icon(Gwr.details[id].kind), " ", Gwr.make("button", { type: "button", class: "link", on: { click: () => Gwr.choose(id) } }, cell))))))));
};
// A spreadsheet runs a cell that begins like a formula: such cells get an apostrophe.
Gwr.csv = () => "\ufeff" + [Gwr.tableHead(), ...Gwr.tableRows().map((r) => r.cells)].map((cells) => cells.map((cell) => {
  const safe = /^[=+\-@\t\r]/.test(cell) ? "'" + cell : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}).join(",")).join("\r\n") + "\r\n";
