"use strict";
// A result as rows and as a table. A term is as in SPARQL's JSON: {type, value, datatype, xml:lang}.
const Results = (() => {
  const given = JSON.parse(document.getElementById("given").textContent);
  const ID = given.prefixes.id, XSD = given.prefixes.xsd, BATCH = 200;
  const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"]);

  const say = (key, values = {}) => given.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) node.setAttribute(name, "");
      else if (value !== false && value !== undefined) node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  };

  // An IRI as its prefixed name, else as it is.
  const brief = (iri) => {
    for (const [name, base] of Object.entries(given.prefixes)) {
      if (iri.startsWith(base) && iri.length > base.length) return `${name}:${iri.slice(base.length)}`;
    }
    return iri;
  };

  const path = (key) => key.split("/").map(encodeURIComponent).join("/");

  // The page of a thing, "" for what has none. Only addresses of our own pages come out of here.
  const page = (iri) => {
    if (!iri.startsWith(ID)) return "";
    const key = iri.slice(ID.length), cut = key.indexOf("/"), rest = key.slice(cut + 1);
    if (cut < 0 || !rest) return "";
    switch (key.slice(0, cut)) {
      case "report": return given.pages.report + path(rest.split("#")[0]);
      case "indicator": return given.pages.indicator + encodeURIComponent(rest);
      case "theme": return given.pages.theme + encodeURIComponent(rest);
      case "graph": return "";
      default: return given.pages.entity + path(key);
    }
  };

  const number = (term) => {
    if (!term || term.type !== "literal" || !(term.datatype ?? "").startsWith(XSD)) return null;
    if (!NUMBERS.has(term.datatype.slice(XSD.length))) return null;
    const value = Number(term.value);
    return Number.isFinite(value) ? value : null;
  };

  const isThing = (term) => term?.type === "uri" || term?.type === "bnode";

  // N-Triples as rows of s, p, o.
  const PIECE = /<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?/g;
  const unescaped = (text) => text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g,
    (_, short, long, sign) => sign
      ? ({ t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" })[sign] ?? sign
      : String.fromCodePoint(parseInt(short ?? long, 16)));
  const triples = (text) => {
    const rows = [];
    for (const line of text.split("\n")) {
      const terms = [...line.matchAll(PIECE)].map(([, iri, blank, literal, lang, datatype]) => {
        if (iri !== undefined) return { type: "uri", value: unescaped(iri) };
        if (blank !== undefined) return { type: "bnode", value: blank };
        return { type: "literal", value: unescaped(literal), ...(lang && { "xml:lang": lang }), ...(datatype && { datatype }) };
      });
      if (terms.length === 3) rows.push({ s: terms[0], p: terms[1], o: terms[2] });
    }
    return rows;
  };

  // The body of an answer as {form, columns, rows, value}.
  const read = (type, body) => {
    if (type.startsWith("application/n-triples")) return { form: "graph", columns: ["s", "p", "o"], rows: triples(body) };
    const data = JSON.parse(body);
    if ("boolean" in data) return { form: "boolean", value: data.boolean, columns: [], rows: [] };
    return { form: "table", columns: data.head.vars, rows: data.results.bindings };
  };

  // Where the words of a row stand: its columns report, start and end.
  const place = (row) => {
    if (row.report?.type !== "uri" || number(row.start) === null || number(row.end) === null) return "";
    const address = page(row.report.value);
    return address && `${address}?start=${Number(row.start.value)}&end=${Number(row.end.value)}#c${Number(row.start.value)}`;
  };

  // What is shown by another column: the IRI of a label, where a quote stands.
  const spare = (result) => {
    const all = new Set(result.columns), labelled = result.columns.filter((name) => all.has(`${name}Label`));
    const placed = ["quote", "report", "start", "end"].every((name) => all.has(name));
    return new Set([...labelled, ...(placed ? ["report", "start", "end", "statement", "measure"].filter((name) => all.has(name)) : [])]);
  };

  const cell = (row, name, whole) => {
    const term = row[name];
    if (!term) return make("td", { "data-label": name });
    const value = number(term);
    const td = make("td", { "data-label": name, class: value !== null ? "n" : undefined });
    if (term.type === "uri") {
      const address = page(term.value), text = brief(term.value);
      td.append(address ? make("a", { href: address, title: term.value }, text) : make("code", { title: term.value }, text));
    } else if (term.type === "triple") {
      td.append(JSON.stringify(term.value));
    } else {
      const thing = whole ? undefined : row[name.replace(/Label$/, "")];
      const address = name === "quote" ? place(row) : name.endsWith("Label") && thing?.type === "uri" ? page(thing.value) : "";
      const text = term.type === "bnode" ? `_:${term.value}` : term.value;
      td.append(address ? make("a", { href: address }, text) : text);
      if (whole && term["xml:lang"]) td.append(make("span", { class: "unit" }, `@${term["xml:lang"]}`));
    }
    return td;
  };

  const compare = (a, b) => {
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    const one = number(a), two = number(b);
    return one !== null && two !== null ? one - two : a.value.localeCompare(b.value, "zh");
  };

  // A table into a box: sorted by its heads, as many rows at a time as a page bears.
  const table = (result, box, whole) => {
    const hidden = whole ? new Set() : spare(result);
    const columns = result.columns.filter((name) => !hidden.has(name));
    let rows = result.rows, sorted = null, shown = BATCH;
    const body = make("tbody"), foot = make("p", { class: "noprint" });
    const heads = columns.map((name) => {
      const button = make("button", { type: "button" }, name);
      const head = make("th", { scope: "col", class: result.rows.some((row) => number(row[name]) !== null) ? "n" : undefined }, button);
      button.addEventListener("click", () => {
        const up = !(sorted?.name === name && sorted.up);
        sorted = { name, up };
        rows = [...result.rows].sort((a, b) => (up ? 1 : -1) * compare(a[name], b[name]));
        heads.forEach((one) => one.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        fill();
      });
      return head;
    });
    const fill = () => {
      body.replaceChildren(...rows.slice(0, shown).map((row) => make("tr", {}, ...columns.map((name) => cell(row, name, whole)))));
      foot.replaceChildren();
      if (shown >= rows.length) return;
      const more = make("button", { type: "button" }, say("more", { n: Math.min(BATCH, rows.length - shown) }));
      more.addEventListener("click", () => { shown += BATCH; fill(); });
      foot.append(more, " ", make("span", { class: "faint" }, say("shown", { shown, n: rows.length })));
    };
    fill();
    // narrow screens show rows of many columns as cards
    const inner = make("table", { class: columns.length > 3 ? "cards" : undefined }, make("thead", {}, make("tr", {}, ...heads)), body);
    box.replaceChildren(make("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": say("region") }, inner), foot);
  };

  return { given, say, make, brief, page, number, isThing, read, table, spare };
})();
