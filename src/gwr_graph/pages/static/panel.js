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

Gwr.lineIcon = (role) => {
  const space = "http://www.w3.org/2000/svg", look = Gwr.terms.roles[role];
  const svg = document.createElementNS(space, "svg"), line = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 26 10");
  svg.setAttribute("class", "line");
  svg.setAttribute("aria-hidden", "true");
  for (const [name, value] of Object.entries({ d: "M1 5H25", stroke: look.line, "stroke-width": 2.2, "stroke-dasharray": look.dashes ? "5 3" : "none" })) line.setAttribute(name, value);
  svg.append(line);
  return svg;
};

Gwr.quoteView = ([index, start, end, marks, stance, status, statement], own) => {
  const [report, origin, text, heading] = Gwr.sentences[index];
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
  const spot = `${Gwr.reportName(report)} · ${Gwr.word("chars").replace("{a}", start).replace("{b}", end)}`;
  const place = Gwr.make("small", { class: "place" }, Gwr.siteLink(`/report/${encodeURIComponent(report)}?start=${start}&end=${end}#c${start}`, spot),
    heading ? ` · ${heading}` : null);
  const foot = Gwr.make("div", { class: "foot" }, tags, copy);
  if (!own && statement >= 0) foot.append(Gwr.nodeLink(statement, "↗"));
  return Gwr.make("article", { class: "quote" }, words, place, foot);
};

// Among the pages of gwr serve what is named leads to its page; in a mailed file it is text.
Gwr.siteLink = (address, text) => (Gwr.data.site ? Gwr.make("a", { href: address }, text) : text);

Gwr.copyByHand = (text) => {
  const area = Gwr.make("textarea", { class: "away" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
};

Gwr.nodeLink = (id, text) => Gwr.make("button", { type: "button", class: "link", title: Gwr.details[id].label, on: { click: () => Gwr.reveal(id) } }, text || Gwr.details[id].label);

// Of many reports: which of them speaks of the node.
Gwr.whose = (id) => {
  const { reports } = Gwr.details[id];
  return Gwr.manyReports && reports.length === 1 ? Gwr.make("small", { class: "whose" }, Gwr.data.reports[reports[0]]?.name ?? reports[0]) : null;
};

Gwr.panel = () => {
  const panel = document.getElementById("panel"), { chosen, edge } = Gwr.state;
  panel.replaceChildren();
  panel.scrollTop = 0;
  if (edge !== null) return panel.append(...Gwr.edgeView(edge));
  const { from, to } = Gwr.state;
  if (from !== null && to !== null) panel.append(...Gwr.wayView(from, to));
  if (chosen === null) return panel.append(...Gwr.overview());
  const d = Gwr.details[chosen], own = Gwr.isStatement(chosen);
  const badges = Gwr.make("p", { class: "badges" }, ...d.types.map((kind) => Gwr.make("span", { class: "badge" }, Gwr.icon(kind), Gwr.term("kinds", kind))));
  for (const status of d.statuses) badges.append(Gwr.make("span", { class: "tag" }, Gwr.term("statuses", status)));
  panel.append(Gwr.make("h2", {}, own ? d.label : Gwr.siteLink(`/entity/${Gwr.data.nodes.key[chosen].split("/").map(encodeURIComponent).join("/")}`, d.label)), badges);
  if (d.names.length) panel.append(Gwr.make("p", { class: "names" }, `${Gwr.word("alsoCalled")} ${Gwr.listed(d.names)}`));
  if (d.themes.length && own) panel.append(Gwr.make("p", { class: "names" }, `${Gwr.word("theme")} ${Gwr.listed(d.themes.map((t) => Gwr.term("themes", t)))}`));
  if (chosen !== Gwr.state.focus || Gwr.state.view !== "near")
    panel.append(Gwr.make("button", { type: "button", id: "centre", on: { click: () => Gwr.go({ focus: chosen, view: "near" }) } }, Gwr.word("centre")));
  if (to === null) {
    panel.append(Gwr.make("button", { type: "button", id: "way", "aria-pressed": String(from === chosen), on: { click: () => {
      Gwr.state.from = from === chosen ? null : chosen;
      Gwr.panel();
    } } }, Gwr.word("wayFrom")));
    if (from !== null) panel.append(Gwr.make("p", { class: "hint" }, Gwr.word("wayNext")));
  }
  if (d.figures.length) {
    panel.append(Gwr.make("h3", {}, `${Gwr.word("figures")} (${d.figures.length})`));
    panel.append(Gwr.make("table", { class: "figures" }, Gwr.make("tbody", {}, ...d.figures.map(([what, surface, direction, bound, period, due]) =>
      Gwr.make("tr", {}, Gwr.make("td", {}, what), Gwr.make("td", { class: "number" }, surface, " ", Gwr.make("small", {}, [
        Gwr.term("bounds", bound), direction === "Level" ? "" : Gwr.term("directions", direction), period, due ? `${Gwr.word("due")} ${due}` : "",
      ].filter(Boolean).join(" · "))))))));
  }
  // What is promised comes first; the rest in the order of the text.
  for (const stance of Object.keys(Gwr.terms.stances)) {
    const quotes = d.quotes.filter((q) => q[4] === stance);
    if (!quotes.length) continue;
    panel.append(Gwr.make("h3", { class: "said" }, own ? Gwr.word("said") : `${Gwr.term("stances", stance)} (${quotes.length})`));
    panel.append(...Gwr.some(quotes.map((q) => () => Gwr.quoteView(q, own)), stance === "Commitment" ? 6 : 3));
  }
  if (!d.quotes.length) panel.append(Gwr.make("h3", {}, Gwr.word("said")), Gwr.make("p", { class: "hint" }, Gwr.word("noQuote")));
  const groups = new Map();
  for (const tie of Gwr.ties[chosen]) {
    const kind = Gwr.details[tie.other].kind;
    if (!groups.has(kind)) groups.set(kind, []);
    groups.get(kind).push(tie);
  }
  for (const kind of Object.keys(Gwr.terms.kinds)) {
    const ties = groups.get(kind);
    if (!ties) continue;
    ties.sort((a, b) => Gwr.byTies(a.other, b.other));
    panel.append(Gwr.make("h3", {}, Gwr.icon(kind), ` ${Gwr.term("kinds", kind)} (${new Set(ties.map((t) => t.other)).size})`));
    panel.append(Gwr.make("ul", { class: "ties" }, ...Gwr.some(ties.map((tie) => () => Gwr.make("li", {},
      Gwr.make("button", { type: "button", class: "role", on: { click: () => Gwr.chooseEdge(tie.edge) } },
        `${tie.out ? "→" : "←"} ${Gwr.term("roles", Gwr.edges[tie.edge].role)}`), Gwr.nodeLink(tie.other))), 12)));
  }
};

Gwr.wayView = (from, to) => {
  const steps = Gwr.way(from, to);
  const close = Gwr.make("button", { type: "button", class: "small", on: { click: Gwr.endWay } }, Gwr.word("wayEnd"));
  const head = Gwr.make("h3", { class: "wayhead" }, Gwr.word("way"), close);
  if (!steps) return [head, Gwr.make("p", { class: "hint" }, Gwr.word("noWay"))];
  return [head, Gwr.make("ol", { class: "way" }, ...steps.map(({ node, edge }) => {
    const line = Gwr.make("li", {});
    if (edge !== undefined) {
      const down = Gwr.edges[edge].to === node;
      line.append(Gwr.make("button", { type: "button", class: "role", on: { click: () => Gwr.chooseEdge(edge) } }, `${down ? "↓" : "↑"} ${Gwr.term("roles", Gwr.edges[edge].role)}`));
      const proof = Gwr.proofs[edge][0];
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
    Gwr.make("li", {}, Gwr.icon(Gwr.details[id].kind), Gwr.nodeLink(id), Gwr.whose(id))))] : []);
  const best = (ids, most) => [...ids].sort(Gwr.byTies).slice(0, most);
  return [
    Gwr.make("p", { class: "hint" }, Gwr.word("hint")),
    ...group("mostPromised", best(seen.filter((id) => !Gwr.isStatement(id) && !Gwr.details[id].home && Gwr.promises[id]), 8)),
    ...group("mostTied", best(seen.filter(Gwr.isPromise), 8)),
    ...Gwr.lineKey(),
  ];
};

// What the lines in the picture mean.
Gwr.lineKey = () => {
  const found = new Set(Gwr.canvas.lines().map((edge) => Gwr.edges[edge].role));
  const roles = Object.keys(Gwr.terms.roles).filter((role) => found.has(role));
  if (!roles.length) return [];
  return [Gwr.make("h3", {}, Gwr.word("lines")), Gwr.make("ul", { class: "lines" }, ...roles.map((role) =>
    Gwr.make("li", {}, Gwr.lineIcon(role), Gwr.term("roles", role))))];
};

// The first `most` of the things to build, and a button that puts the rest in its place.
Gwr.some = (builders, most) => {
  if (builders.length <= most + 1) return builders.map((b) => b());
  const shown = builders.slice(0, most).map((b) => b());
  const button = Gwr.make("button", { type: "button", class: "link", on: { click: () => rest.replaceWith(...builders.slice(most).map((b) => b())) } },
    Gwr.word("more").replace("{n}", builders.length - most));
  const rest = shown[0].tagName === "LI" ? Gwr.make("li", {}, button) : button;
  return [...shown, rest];
};

Gwr.edgeView = (index) => {
  const edge = Gwr.edges[index], proofs = Gwr.proofs[index];
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
    title: `${Gwr.details[id].label} · ${Gwr.count(Gwr.promises[id], "promises")} · ${Gwr.count(Gwr.degree[id], "links")}`,
    on: { click: () => Gwr.go({ focus: id, chosen: id, view: "near" }) },
  }, Gwr.icon(Gwr.details[id].kind), Gwr.make("span", { class: "label" }, Gwr.details[id].label),
  Gwr.promises[id] ? Gwr.make("span", { class: "stars" }, `★${Gwr.promises[id]}`) : null))), 60));
};

Gwr.filters = () => {
  const holder = document.getElementById("filters"), scrolled = holder.scrollTop;
  const active = holder.contains(document.activeElement) ? [document.activeElement.closest("details")?.dataset.facet ?? "kind", document.activeElement.value] : null;
  holder.replaceChildren();
  for (const facet of Object.keys(Gwr.facets)) {
    const values = Gwr.facetValues(facet), off = Gwr.state.off[facet];
    if (values.length < 2) continue;
    const legend = Gwr.make("summary", {}, Gwr.word(facet), off.size ? Gwr.make("span", { class: "count" }, `${values.length - off.size}/${values.length}`) : null);
    const box = Gwr.make("details", { "data-facet": facet, open: Gwr.state.unfolded.has(facet), on: { toggle: () => {
      if (box.open) Gwr.state.unfolded.add(facet);
      else Gwr.state.unfolded.delete(facet);
    } } }, legend);
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
        Gwr.make("span", { class: "label", title: Gwr.facetLabel(facet, value) }, Gwr.facetLabel(facet, value)), only, Gwr.make("span", { class: "count" }, String(count))));
    }
    holder.append(box);
  }
  if (Gwr.filtered()) holder.prepend(Gwr.make("button", { type: "button", id: "reset", on: { click: () => {
    Object.values(Gwr.state.off).forEach((off) => off.clear());
    Gwr.go({});
  } } }, Gwr.word("reset")));
  holder.scrollTop = scrolled;
  // The list is made anew: what had the keyboard keeps it.
  if (active) [...holder.querySelectorAll(`[data-facet=${active[0]}] input`)].find((i) => i.value === active[1])?.focus();
};

// Sorted as the reader asked by a click on a column's head, else by commitments and links.
Gwr.sorted = (ids) => {
  ids.sort(Gwr.byTies);
  if (Gwr.state.sort === null) return ids;
  const { column, down } = Gwr.state.sort, order = new Intl.Collator(Gwr.state.lang === "zh" ? "zh" : "en", { numeric: true });
  const cells = new Map(ids.map((id) => [id, Gwr.cells(id)[column]]));
  const empty = (id) => (cells.get(id) === "" ? 1 : 0);
  return ids.sort((a, b) => empty(a) - empty(b) || (down ? -1 : 1) * order.compare(cells.get(a), cells.get(b)));
};
Gwr.cells = (id) => {
  const d = Gwr.details[id];
  return [
    d.label, Gwr.listed(d.types.map((k) => Gwr.term("kinds", k))), Gwr.listed(d.stances.map((s) => Gwr.term("stances", s))),
    Gwr.listed(d.statuses.map((s) => Gwr.term("statuses", s))), d.years.join(", "), String(Gwr.promises[id]), String(Gwr.degree[id]),
    d.quotes.length ? Gwr.quoteText(d.quotes[0]) : "", ...(Gwr.manyReports ? [Gwr.listed(d.reports.map(Gwr.reportName))] : []),
  ];
};
Gwr.tableRows = () => Gwr.sorted([...Gwr.visible().keys()]).map((id) => ({ id, cells: Gwr.cells(id) }));
Gwr.tableHead = () => ["name", "kind", "stance", "status", "year", "promiseCount", "linkCount", "quote", ...(Gwr.manyReports ? ["report"] : [])].map(Gwr.word);
Gwr.table = () => {
  const holder = document.getElementById("rows"), all = Gwr.tableRows(), { sort } = Gwr.state, page = 200;
  const heads = Gwr.tableHead().map((head, column) => {
    const mine = sort?.column === column;
    return Gwr.make("th", { scope: "col", class: `c${column}`, "aria-sort": mine ? (sort.down ? "descending" : "ascending") : null },
      Gwr.make("button", { type: "button", class: "sort", on: { click: () => {
        // First one way, then the other, then back to the order by commitments.
        const first = column === 5 || column === 6;
        Gwr.state.sort = !mine ? { column, down: first } : sort.down === first ? { column, down: !first } : null;
        Gwr.table();
        holder.querySelectorAll(".sort")[column].focus();
      } } }, head, mine ? (sort.down ? " ↓" : " ↑") : ""));
  });
  const body = Gwr.make("tbody", {});
  // A line breaks between two words of a list, not inside one.
  const whole = (cell) => cell.split(/(?<=、|, )/).flatMap((word) => [Gwr.make("span", { class: "word" }, word), Gwr.make("wbr")]);
  const row = ({ id, cells }) => Gwr.make("tr", { "data-id": id }, ...cells.map((cell, i) =>
    i ? Gwr.make("td", i === 5 || i === 6 ? { class: "number" } : {}, ...(i < 5 ? whole(cell) : [cell]))
      : Gwr.make("th", { scope: "row" }, Gwr.icon(Gwr.details[id].kind), Gwr.make("button", { type: "button", class: "link", on: { click: () => Gwr.choose(id) } }, cell))));
  let shown = 0;
  const rest = Gwr.make("button", { type: "button", id: "rest", on: { click: () => more() } });
  function more() {
    body.append(...all.slice(shown, shown + page).map(row));
    shown = Math.min(all.length, shown + page);
    rest.hidden = shown === all.length;
    rest.textContent = Gwr.word("more").replace("{n}", all.length - shown);
  }
  more();
  holder.scrollTop = 0;
  holder.replaceChildren(Gwr.make("table", { class: Gwr.manyReports ? "many" : null }, Gwr.make("thead", {}, Gwr.make("tr", {}, ...heads)), body), rest);
};
// A spreadsheet runs a cell that begins like a formula: such cells get an apostrophe.
Gwr.csv = () => "\ufeff" + [Gwr.tableHead(), ...Gwr.tableRows().map((r) => r.cells)].map((cells) => cells.map((cell) => {
  const safe = /^[=+\-@\t\r]/.test(cell) ? "'" + cell : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}).join(",")).join("\r\n") + "\r\n";
