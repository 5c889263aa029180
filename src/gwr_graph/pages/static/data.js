"use strict";
// The page's data and what can be asked of it. Nothing here touches the document's elements.
const Gwr = {};

Gwr.data = JSON.parse(document.getElementById("data").textContent);
Gwr.terms = Gwr.data.terms;

// A column names every value once.
const column = ({ values, at }) => at.map((i) => values[i]);
{
  const { nodes, edges } = Gwr.data, lists = ["kind", "types", "names", "stances", "statuses", "reports", "themes", "years"];
  const columns = lists.map((name) => [name, column(nodes[name])]), homes = new Set(nodes.home);
  Gwr.details = nodes.key.map((key, id) => {
    const d = { key, label: nodes.label[id], home: homes.has(id), x: nodes.x[id], y: nodes.y[id], size: nodes.size[id], quotes: [], figures: [] };
    for (const [name, values] of columns) d[name] = values[id];
    return d;
  });
  const roles = column(edges.role);
  Gwr.edges = edges.from.map((from, index) => ({ from, to: edges.to[index], role: roles[index] }));
}
// The words behind the picture stand at the end of the file: the picture does not wait for them.
Gwr.read = () => {
  const { quotes, figures, proofs, sentences } = JSON.parse(document.getElementById("words").textContent);
  Gwr.details.forEach((d, id) => Object.assign(d, { quotes: quotes[id], figures: figures[id] }));
  Object.assign(Gwr, { proofs, sentences });
};
Gwr.statementKinds = new Set(["Goal", "Commitment", "Achievement"]);
Gwr.tabs = {
  places: new Set(["Park", "AdminArea", "Site"]),
  actors: new Set(["Enterprise", "Institution", "Person"]),
  works: new Set(["Project", "Programme", "Honour"]),
};

// `base` is the view whose nodes the table shows; `from` and `to` are the ends of a way.
Gwr.views = ["overview", "near", "whole", "way"];
Gwr.state = {
  lang: Gwr.data.lang, dark: false, view: Gwr.data.view, base: Gwr.data.view,
  focus: Gwr.data.focus, hops: Gwr.data.hops, chosen: null, edge: null, from: null, to: null, sort: null,
  tab: "places", open: new Set(), unfolded: new Set(["kind"]),
  off: { kind: new Set(), stance: new Set(), year: new Set(), theme: new Set(), status: new Set(), report: new Set() },
};

Gwr.word = (key) => (Gwr.terms.words[key] || {})[Gwr.state.lang] || key;
// A number and its noun; English has a singular.
Gwr.count = (n, key) => `${n} ${Gwr.state.lang === "en" && n === 1 ? Gwr.word(key).replace(/s$/, "") : Gwr.word(key)}`;
Gwr.term = (group, key) => ((Gwr.terms[group] || {})[key] || {})[Gwr.state.lang] ?? key;
Gwr.isStatement = (id) => Gwr.statementKinds.has(Gwr.details[id].kind);
Gwr.isPromise = (id) => Gwr.details[id].kind === "Goal" || Gwr.details[id].kind === "Commitment";

// ties[id] = [{other, edge, out}]
Gwr.ties = Gwr.details.map(() => []);
Gwr.edges.forEach((edge, index) => {
  Gwr.ties[edge.from].push({ other: edge.to, edge: index, out: true });
  Gwr.ties[edge.to].push({ other: edge.from, edge: index, out: false });
});
Gwr.promises = Gwr.ties.map((ties) => new Set(ties.map((t) => t.other).filter(Gwr.isPromise)).size);
Gwr.degree = Gwr.ties.map((ties) => new Set(ties.map((t) => t.other)).size);
Gwr.byKey = new Map(Gwr.details.map((d, id) => [d.key, id]));

const byTies = Gwr.byTies = (a, b) => Gwr.promises[b] - Gwr.promises[a] || Gwr.degree[b] - Gwr.degree[a] || a - b;
Gwr.ranked = Gwr.details.map((_, id) => id).sort(byTies);

Gwr.manyReports = Object.keys(Gwr.data.reports).length > 1;
Gwr.reportName = (key) => {
  const facts = Gwr.data.reports[key];
  return facts ? `${facts.name} ${facts.year}` : key;
};

// The values a node has in each group of filters; "" stands for none.
const orNone = (values) => (values.length ? values : [""]);
Gwr.facets = {
  kind: (d) => d.types,
  stance: (d) => orNone(d.stances),
  year: (d) => orNone(d.years),
  theme: (d) => orNone(d.themes),
  status: (d) => orNone(d.statuses),
  ...(Gwr.manyReports ? { report: (d) => orNone(d.reports) } : {}),
};
const facetTerms = { kind: "kinds", stance: "stances", status: "statuses", theme: "themes" };
Gwr.facetValues = (facet) => {
  const counts = new Map();
  for (const d of Gwr.details) for (const v of Gwr.facets[facet](d)) counts.set(v, (counts.get(v) || 0) + 1);
  const order = facet === "theme" ? [] : Object.keys(Gwr.terms[facetTerms[facet]] || {});
  const place = (v) => (v === "" ? 1e6 : order.includes(v) ? order.indexOf(v) : 1e5);
  const size = (a, b) => (facet === "theme" ? b[1] - a[1] : 0);
  return [...counts].sort((a, b) => place(a[0]) - place(b[0]) || size(a, b) || (a[0] < b[0] ? -1 : 1));
};
Gwr.facetLabel = (facet, value) => {
  if (value === "") return Gwr.word({ status: "noStatus", year: "noYear", theme: "noTheme" }[facet] || "notSaid");
  if (facet === "report") return Gwr.reportName(value);
  return Gwr.term(facetTerms[facet], value);
};
Gwr.listed = (values) => values.join(Gwr.state.lang === "zh" ? "、" : ", ");
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
  const view = Gwr.state.view === "table" ? Gwr.state.base : Gwr.state.view;
  if (view === "near") return Gwr.nearby();
  if (view === "way") return new Map((Gwr.way(Gwr.state.from, Gwr.state.to) || []).map((step) => [step.node, 0]));
  if (view === "overview") {
    const { who, what } = Gwr.linked();
    return new Map([...who.keys(), ...what.keys()].map((id) => [id, 0]));
  }
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

// Offsets are code points; JavaScript counts UTF-16 units.
Gwr.slice = (text, from, to) => Array.from(text).slice(Math.max(0, from), to).join("");
Gwr.quoteText = ([sentence, start, end]) => {
  const [, origin, text] = Gwr.sentences[sentence];
  return Gwr.slice(text, start - origin, end - origin);
};

Gwr.toHash = () => {
  const { focus, hops, view, base, chosen, lang, from, to } = Gwr.state;
  const parts = new URLSearchParams();
  if (focus !== null) parts.set("focus", Gwr.details[focus].key);
  parts.set("hops", hops);
  parts.set("view", view);
  if (view === "table") parts.set("of", base);
  if (from !== null && to !== null) { parts.set("from", Gwr.details[from].key); parts.set("to", Gwr.details[to].key); }
  if (chosen !== null) parts.set("node", Gwr.details[chosen].key);
  if (lang !== Gwr.data.lang) parts.set("lang", lang);
  for (const [facet, off] of Object.entries(Gwr.state.off)) if (off.size) parts.set("no-" + facet, [...off].join("|"));
  return "#" + parts.toString().replaceAll("%2F", "/");
};
// What the address does not say is as the page opens; a focus alone opens what is near it.
Gwr.fromHash = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const node = (name) => Gwr.byKey.get(parts.get(name)) ?? null;
  const focus = node("focus"), hops = Number(parts.get("hops")), view = parts.get("view");
  Object.assign(Gwr.state, {
    focus: focus ?? Gwr.data.focus,
    hops: hops >= 1 && hops <= Gwr.data.maxHops ? Math.floor(hops) : focus === null ? Gwr.data.hops : 1,
    view: [...Gwr.views, "table"].includes(view) ? view : focus === null ? Gwr.data.view : "near",
    base: Gwr.views.includes(parts.get("of")) ? parts.get("of") : "whole",
    lang: ["zh", "en"].includes(parts.get("lang")) ? parts.get("lang") : Gwr.data.lang,
    from: node("from"), to: node("to"), edge: null,
  });
  if (Gwr.state.from === null || Gwr.state.to === null) {
    Object.assign(Gwr.state, { from: null, to: null });
    if (Gwr.state.view === "way") Gwr.state.view = Gwr.data.view;
    if (Gwr.state.base === "way") Gwr.state.base = "whole";
  }
  if (Gwr.state.view === "near" && Gwr.state.focus === null) Gwr.state.view = "whole";
  if (Gwr.state.view !== "table") Gwr.state.base = Gwr.state.view;
  Gwr.state.chosen = node("node") ?? (Gwr.state.view === "near" && !parts.has("view") ? Gwr.state.focus : null);
  for (const facet of Object.keys(Gwr.state.off)) {
    const off = parts.get("no-" + facet);
    Gwr.state.off[facet] = new Set(off === null ? [] : off.split("|"));
  }
};
