"use strict";
// The page's data and what can be asked of it. Nothing here touches the document's elements.
const Gwr = {};

Gwr.data = JSON.parse(document.getElementById("data").textContent);
Gwr.details = Gwr.data.details;
Gwr.terms = Gwr.data.terms;
Gwr.statementKinds = new Set(["Goal", "Commitment", "Achievement"]);
Gwr.tabs = {
  places: new Set(["Park", "AdminArea", "Site"]),
  actors: new Set(["Enterprise", "Institution", "Person"]),
  works: new Set(["Project", "Programme", "Honour"]),
};

Gwr.state = {
  lang: Gwr.data.lang, dark: false, view: Gwr.data.whole ? "whole" : "near",
  focus: Gwr.data.focus, hops: Gwr.data.hops, chosen: null, edge: null, from: null,
  tab: "places", open: new Set(), off: { kind: new Set(), stance: new Set(), status: new Set(), report: new Set(), theme: new Set() },
};

Gwr.word = (key) => (Gwr.terms.words[key] || {})[Gwr.state.lang] || key;
Gwr.term = (group, key) => ((Gwr.terms[group] || {})[key] || {})[Gwr.state.lang] ?? key;
Gwr.isStatement = (id) => Gwr.statementKinds.has(Gwr.details[id].kind);
Gwr.isPromise = (id) => Gwr.details[id].kind === "Goal" || Gwr.details[id].kind === "Commitment";

// ties[id] = [{other, edge, out}]
Gwr.ties = Gwr.details.map(() => []);
Gwr.data.edges.forEach((edge, index) => {
  Gwr.ties[edge.from].push({ other: edge.to, edge: index, out: true });
  Gwr.ties[edge.to].push({ other: edge.from, edge: index, out: false });
});
Gwr.promises = Gwr.ties.map((ties) => new Set(ties.map((t) => t.other).filter(Gwr.isPromise)).size);
Gwr.degree = Gwr.ties.map((ties) => new Set(ties.map((t) => t.other)).size);
Gwr.byKey = new Map(Gwr.details.map((d, id) => [d.key, id]));

const byTies = (a, b) => Gwr.promises[b] - Gwr.promises[a] || Gwr.degree[b] - Gwr.degree[a] || a - b;
Gwr.ranked = Gwr.details.map((_, id) => id).sort(byTies);

Gwr.manyReports = Object.keys(Gwr.data.reports).length > 1;
Gwr.reportName = (key) => {
  const facts = Gwr.data.reports[key];
  return facts ? `${facts.name} ${facts.year}` : key;
};

// The values a node has in each group of filters; "" stands for none.
Gwr.facets = {
  kind: (d) => d.types,
  stance: (d) => (d.stances.length ? d.stances : [""]),
  status: (d) => (d.statuses.length ? d.statuses : [""]),
  report: (d) => (d.reports.length ? d.reports : [""]),
  theme: (d) => (d.themes.length ? d.themes : [""]),
};
Gwr.facetValues = (facet) => {
  const counts = new Map();
  for (const d of Gwr.details) for (const v of Gwr.facets[facet](d)) counts.set(v, (counts.get(v) || 0) + 1);
  const order = Object.keys(Gwr.terms[{ kind: "kinds", stance: "stances", status: "statuses" }[facet]] || {});
  const place = (v) => (v === "" ? 1e6 : order.includes(v) ? order.indexOf(v) : 1e5);
  return [...counts].sort((a, b) => place(a[0]) - place(b[0]) || (a[0] < b[0] ? -1 : 1));
};
Gwr.facetLabel = (facet, value) => {
  if (value === "") return Gwr.word(facet === "status" ? "noStatus" : "notSaid");
  if (facet === "report") return Gwr.reportName(value);
  return Gwr.term({ kind: "kinds", stance: "stances", status: "statuses", theme: "themes" }[facet], value);
};
Gwr.passes = (id) => {
  const d = Gwr.details[id];
  return Object.entries(Gwr.state.off).every(([facet, off]) => !off.size || Gwr.facets[facet](d).some((v) => !off.has(v)));
};
Gwr.filtered = () => Object.values(Gwr.state.off).some((off) => off.size);

// Distance from the focus over nodes that pass; the focus itself always stands. Paths do not go on
// through a report's whole district or what lies above it: everything would be two steps from everything.
Gwr.nearby = () => {
  const { focus, hops } = Gwr.state;
  const distance = new Map();
  if (focus === null) return distance;
  distance.set(focus, 0);
  let edge = [focus];
  for (let step = 1; step <= hops; step++) {
    const next = [];
    for (const id of edge) {
      if (id !== focus && Gwr.details[id].home) continue;
      for (const { other } of Gwr.ties[id]) {
        if (!distance.has(other) && Gwr.passes(other)) {
          distance.set(other, step);
          next.push(other);
        }
      }
    }
    edge = next;
  }
  return distance;
};
Gwr.visible = () => {
  if (Gwr.state.view === "near" || (Gwr.state.view === "table" && Gwr.state.wasNear)) return Gwr.nearby();
  const all = new Map();
  Gwr.details.forEach((_, id) => Gwr.passes(id) && all.set(id, 0));
  return all;
};

// The shortest way from one node to another as [{node, edge}], the first without an edge; null where
// there is none. Like a neighbourhood, it does not lead through a report's whole district.
Gwr.way = (from, to) => {
  const came = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !came.has(to)) {
    const next = [];
    for (const id of edge) {
      if (id !== from && Gwr.details[id].home) continue;
      for (const tie of Gwr.ties[id]) {
        if (came.has(tie.other)) continue;
        came.set(tie.other, { id, edge: tie.edge });
        next.push(tie.other);
      }
    }
    edge = next;
  }
  if (!came.has(to)) return null;
  const steps = [];
  for (let id = to; id !== undefined; id = came.get(id)?.id) steps.unshift({ node: id, edge: came.get(id)?.edge });
  return steps;
};

// Names first, then labels of statements, then words of the quotes.
Gwr.search = (typed) => {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return [];
  const found = [];
  Gwr.details.forEach((d, id) => {
    const name = d.label.toLowerCase();
    let rank = 0;
    if (name === wanted) rank = 6;
    else if (name.startsWith(wanted)) rank = 5;
    else if (name.includes(wanted)) rank = 4;
    else if (d.names.some((n) => n.toLowerCase().includes(wanted))) rank = 3;
    else if (Gwr.isStatement(id) && d.quotes.some((q) => Gwr.quoteText(q).toLowerCase().includes(wanted))) rank = 2;
    if (rank) found.push([rank + (Gwr.isStatement(id) ? 0 : 0.5), id]);
  });
  return found.sort((a, b) => b[0] - a[0] || byTies(a[1], b[1])).slice(0, 30).map((f) => f[1]);
};

// Offsets are code points; JavaScript counts UTF-16 units.
Gwr.slice = (text, from, to) => Array.from(text).slice(Math.max(0, from), to).join("");
Gwr.quoteText = ([sentence, start, end]) => {
  const [, origin, text] = Gwr.data.sentences[sentence];
  return Gwr.slice(text, start - origin, end - origin);
};

Gwr.toHash = () => {
  const { focus, hops, view, chosen, lang } = Gwr.state;
  const parts = new URLSearchParams();
  if (focus !== null) parts.set("focus", Gwr.details[focus].key);
  parts.set("hops", hops);
  parts.set("view", view);
  if (chosen !== null && chosen !== focus) parts.set("node", Gwr.details[chosen].key);
  if (lang !== Gwr.data.lang) parts.set("lang", lang);
  for (const [facet, off] of Object.entries(Gwr.state.off)) if (off.size) parts.set("no-" + facet, [...off].join("|"));
  return "#" + parts.toString();
};
Gwr.fromHash = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const focus = Gwr.byKey.get(parts.get("focus"));
  if (focus !== undefined) {
    Gwr.state.focus = focus;
    Gwr.state.view = "near";
  }
  const hops = Number(parts.get("hops"));
  if (hops >= 1 && hops <= Gwr.data.maxHops) Gwr.state.hops = Math.floor(hops);
  if (["near", "whole", "table"].includes(parts.get("view"))) Gwr.state.view = parts.get("view");
  if (["zh", "en"].includes(parts.get("lang"))) Gwr.state.lang = parts.get("lang");
  Gwr.state.chosen = Gwr.byKey.get(parts.get("node")) ?? null;
  for (const facet of Object.keys(Gwr.state.off)) {
    const off = parts.get("no-" + facet);
    Gwr.state.off[facet] = new Set(off === null ? [] : off.split("|"));
  }
};
