"use strict";
// A result as bars and as a picture of nodes and links: small drawings of our own.
const Drawing = (() => {
  const { say, make, brief, page, number, isThing, given } = Results;
  const BARS = 60, NODES = 80, EDGE_WORDS = 24, WIDE = 13, NARROW = 7.2;
  const NAMES = ["rdfs:label", "skos:prefLabel", "dct:title"];
  const FACTS = new Set(["report", "statement", "start", "end"]);

  const draw = (tag, attributes = {}, ...children) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  const width = (text) => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0) > 0x2e7f ? WIDE : NARROW), 0);
  const cut = (text, room) => {
    if (width(text) <= room) return text;
    let kept = "";
    for (const sign of text) {
      if (width(kept + sign) > room - WIDE) break;
      kept += sign;
    }
    return `${kept}…`;
  };
  const words = (term) => (term ? (term.type === "uri" ? brief(term.value) : term.value) : "");

  // ---- bars

  const columns = (result) => {
    const has = (name, test) => result.rows.some((row) => row[name] && test(row[name]));
    const values = result.columns.filter((name) => has(name, (term) => number(term) !== null));
    const rest = result.columns.filter((name) => !values.includes(name) && has(name, () => true));
    const rank = (name) => (name.endsWith("Label") ? 0 : has(name, (term) => term.type === "literal") ? 1 : 2);
    return {
      labels: rest.sort((a, b) => rank(a) - rank(b)),
      values: values.sort((a, b) => FACTS.has(a) - FACTS.has(b)),
    };
  };

  const chartFits = (result) => {
    const { labels, values } = result.form === "table" ? columns(result) : { labels: [], values: [] };
    return labels.length > 0 && values.some((name) => !FACTS.has(name));
  };

  const bars = (rows, label, value, room) => {
    const drawn = rows.filter((row) => number(row[value]) !== null).slice(0, BARS);
    const numbers = drawn.map((row) => number(row[value]));
    const low = Math.min(0, ...numbers), high = Math.max(0, ...numbers), span = high - low || 1;
    const shown = drawn.map((row, i) => {
      const unit = row.unitText ?? (row.unit?.type === "literal" ? row.unit : undefined);
      return numbers[i].toLocaleString(given.lang, { maximumFractionDigits: 6 }) + (unit ? ` ${unit.value}` : "");
    });
    const left = Math.min(room * 0.42, Math.max(...drawn.map((row) => width(words(row[label])))) + 10);
    const right = Math.min(room * 0.3, Math.max(...shown.map(width)) + 12), step = 26;
    const x = (v) => left + ((v - low) / span) * (room - left - right);
    const svg = draw("svg", {
      class: "bars", viewBox: `0 0 ${room} ${drawn.length * step + 4}`, width: room, height: drawn.length * step + 4,
      role: "img", "aria-label": say("bars", { what: value, n: drawn.length }),
    });
    drawn.forEach((row, i) => {
      const y = i * step, from = x(Math.min(0, numbers[i])), to = x(Math.max(0, numbers[i]));
      const text = words(row[label]);
      svg.append(draw("g", {},
        draw("title", {}, `${text}: ${shown[i]}`),
        draw("text", { x: left - 8, y: y + 17, "text-anchor": "end" }, cut(text, left - 10)),
        draw("rect", { x: from, y: y + 5, width: Math.max(1, to - from), height: step - 9, rx: 2 }),
        draw("text", { class: "amount", x: to + 6, y: y + 17 }, shown[i])));
    });
    svg.append(draw("line", { x1: x(0), x2: x(0), y1: 0, y2: drawn.length * step }));
    return svg;
  };

  const chart = (result, box) => {
    const { labels, values } = columns(result);
    const pick = (key, names) => {
      const select = make("select", {}, ...names.map((name) => make("option", {}, name)));
      return { select, label: make("label", {}, `${say(key)} `, select) };
    };
    const label = pick("label", labels), value = pick("value", values), place = make("div", { class: "scroll" });
    const show = () => {
      const rows = result.rows.filter((row) => number(row[value.select.value]) !== null);
      const room = Math.max(300, Math.min(920, box.clientWidth));
      place.replaceChildren(bars(rows, label.select.value, value.select.value, room));
      if (rows.length > BARS) place.append(make("p", { class: "faint" }, say("bars.first", { n: BARS })));
    };
    label.select.addEventListener("change", show);
    value.select.addEventListener("change", show);
    box.replaceChildren(make("p", { class: "bar noprint" }, label.label, value.label), place);
    show();
  };

  // ---- nodes and links

  const links = (result) => {
    const names = new Map(), edges = [];
    const key = (term) => (term.type === "bnode" ? `_:${term.value}` : term.value);
    if (["s", "p", "o"].every((name) => result.columns.includes(name))) {
      const kinds = [];
      for (const { s, p, o } of result.rows) {
        if (!s || !p || !o) continue;
        const role = brief(p.value);
        if (o.type === "literal" && NAMES.includes(role)) names.has(key(s)) || names.set(key(s), o.value);
        else if (isThing(s) && isThing(o)) (role === "rdf:type" ? kinds : edges).push([key(s), key(o), role]);
      }
      return { names, edges: edges.length ? edges : kinds };
    }
    const things = result.columns.filter((name) => !FACTS.has(name) && result.rows.some((row) => isThing(row[name])));
    if (things.length < 2) return { names, edges };
    const [from, to] = things;
    for (const row of result.rows) {
      for (const name of [from, to]) if (row[name] && row[`${name}Label`]) names.set(key(row[name]), row[`${name}Label`].value);
      if (isThing(row[from]) && isThing(row[to])) edges.push([key(row[from]), key(row[to]), ""]);
    }
    return { names, edges };
  };

  const graphFits = (result) => result.form !== "boolean" && links(result).edges.length > 0;

  // The busiest nodes, and each link between them once; a node that is left without a link goes.
  const network = (result) => {
    const { names, edges } = links(result), degree = new Map();
    for (const [a, b] of edges) for (const node of [a, b]) degree.set(node, (degree.get(node) ?? 0) + 1);
    const all = [...degree.keys()].sort((a, b) => degree.get(b) - degree.get(a) || (a < b ? -1 : 1));
    const busiest = new Set(all.slice(0, NODES)), once = new Map(), nodes = new Map();
    const node = (iri) => {
      const label = names.get(iri) ?? brief(iri).replace(/^\w+:/, "").split("/").pop();
      if (!nodes.has(iri)) nodes.set(iri, { iri, label: cut(label, 170), whole: label, degree: degree.get(iri), near: [] });
      return nodes.get(iri);
    };
    for (const [a, b, role] of edges) {
      if (a === b || !busiest.has(a) || !busiest.has(b)) continue;
      const pair = `${a} ${b}`;
      if (!once.has(pair)) {
        const link = { from: node(a), to: node(b), roles: new Set() };
        link.from.near.push(link.to);
        link.to.near.push(link.from);
        once.set(pair, link);
      }
      if (role) once.get(pair).roles.add(role);
    }
    return { nodes: [...nodes.values()], edges: [...once.values()], all: all.length };
  };

  // The connected parts of a network, the largest first.
  const parts = (nodes) => {
    const seen = new Set(), found = [];
    for (const start of nodes) {
      if (seen.has(start)) continue;
      const part = [start];
      seen.add(start);
      for (const node of part) for (const next of node.near) if (!seen.has(next)) { seen.add(next); part.push(next); }
      found.push(part);
    }
    return found.sort((a, b) => b.length - a.length);
  };

  // One part: springs and pushes from a spiral, then labels that overlap pushed apart; the same
  // every time. Its corner is at 0, 0 afterwards; returns its size.
  const lay = (part, flat) => {
    const ideal = flat ? 82 : 68, count = part.length, place = new Map(part.map((node, i) => [node, i]));
    part.forEach((node, i) => {
      const far = ideal * 0.7 * Math.sqrt(i), angle = i * 2.39996;
      Object.assign(node, { x: far * Math.cos(angle), y: far * Math.sin(angle), w: width(node.label) + 14, h: 36 });
    });
    for (let round = 0; round < 300; round += 1) {
      const heat = 14 * (1 - round / 300) + 0.5, push = part.map((node) => [-node.x * (flat ? 0.3 : 0.9), -node.y * (flat ? 0.9 : 0.3)]);
      for (let i = 0; i < count; i += 1) {
        for (let j = i + 1; j < count; j += 1) {
          const dx = part[i].x - part[j].x || 0.1, dy = part[i].y - part[j].y || 0.1, force = (ideal * ideal) / (dx * dx + dy * dy);
          push[i][0] += dx * force; push[i][1] += dy * force; push[j][0] -= dx * force; push[j][1] -= dy * force;
        }
        for (const next of part[i].near) {
          const dx = part[i].x - next.x, dy = part[i].y - next.y, force = Math.hypot(dx, dy) / ideal, j = place.get(next);
          push[i][0] -= dx * force / 2; push[i][1] -= dy * force / 2; push[j][0] += dx * force / 2; push[j][1] += dy * force / 2;
        }
      }
      part.forEach((node, i) => {
        const size = Math.hypot(...push[i]) || 1, step = Math.min(size, heat) / size;
        node.x += push[i][0] * step; node.y += push[i][1] * step;
      });
    }
    for (let round = 0, moved = true; moved && round < 120; round += 1) {
      moved = false;
      for (let i = 0; i < count; i += 1) {
        for (let j = i + 1; j < count; j += 1) {
          const a = part[i], b = part[j], dx = a.x - b.x || 0.1, dy = a.y - b.y || 0.1;
          const wide = (a.w + b.w) / 2 - Math.abs(dx), high = (a.h + b.h) / 2 - Math.abs(dy);
          if (wide <= 0 || high <= 0) continue;
          moved = true;
          if (wide < high) { a.x += Math.sign(dx) * wide / 2; b.x -= Math.sign(dx) * wide / 2; }
          else { a.y += Math.sign(dy) * high / 2; b.y -= Math.sign(dy) * high / 2; }
        }
      }
    }
    const left = Math.min(...part.map((node) => node.x - node.w / 2)), top = Math.min(...part.map((node) => node.y)) - 14;
    for (const node of part) { node.x -= left; node.y -= top; }
    return { part, w: Math.max(...part.map((node) => node.x + node.w / 2)), h: Math.max(...part.map((node) => node.y)) + 32 };
  };

  // All parts in rows as wide as there is room, small ones above each other beside a large one;
  // returns the size of the whole.
  const arrange = (nodes, room) => {
    const row = { y: 0, h: 0 }, column = { x: 0, y: 0, w: 0 };
    let wide = 1;
    for (const { part, w, h } of parts(nodes).map((one) => lay(one, room > 560))) {
      const below = column.w && w <= column.w * 1.3 && column.y + h <= row.h && column.x + w <= room;
      if (!below) {
        Object.assign(column, { x: column.x + (column.w && column.w + 26), y: 0, w: 0 });
        if (column.x && column.x + w > room) {
          Object.assign(row, { y: row.y + row.h + 14, h: 0 });
          column.x = 0;
        }
      }
      for (const node of part) { node.x += column.x; node.y += row.y + column.y; }
      column.y += h + 14;
      column.w = Math.max(column.w, w);
      row.h = Math.max(row.h, column.y - 14);
      wide = Math.max(wide, column.x + w);
    }
    return { w: wide, h: Math.max(1, row.y + row.h) };
  };

  const graph = (result, box) => {
    const { nodes, edges, all } = network(result), size = arrange(nodes, box.clientWidth - 20);
    const svg = draw("svg", {
      class: "net", viewBox: `-8 -4 ${size.w + 16} ${size.h + 8}`, width: size.w + 16, height: size.h + 8,
      role: "group", "aria-label": say("nodes", { n: nodes.length, m: edges.length }),
    });
    svg.append(draw("defs", {}, draw("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
      draw("path", { d: "M0 0L8 4L0 8z" }))));
    const radius = (node) => 4.5 + Math.min(7, Math.sqrt(node.degree) * 1.4);
    const kinds = [...new Set(edges.flatMap((edge) => [...edge.roles]))];
    for (const { from, to, roles } of edges) {
      const far = Math.hypot(to.x - from.x, to.y - from.y) || 1, back = (radius(to) + 2) / far;
      const line = draw("line", { x1: from.x, y1: from.y, x2: to.x - (to.x - from.x) * back, y2: to.y - (to.y - from.y) * back, "marker-end": "url(#arrow)" });
      const role = [...roles].join(", ");
      line.append(draw("title", {}, `${from.whole} → ${to.whole}${role ? ` (${role})` : ""}`));
      svg.append(line);
      if (role && edges.length <= EDGE_WORDS && kinds.length > 1) {
        svg.append(draw("text", { class: "role", x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 3, "text-anchor": "middle" }, role));
      }
    }
    for (const node of nodes) {
      const address = page(node.iri);
      const inner = [draw("title", {}, node.whole), draw("circle", { cx: node.x, cy: node.y, r: radius(node) }),
        draw("text", { x: node.x, y: node.y + 24, "text-anchor": "middle" }, node.label)];
      svg.append(address ? draw("a", { href: address, class: "node" }, ...inner) : draw("g", { class: "node" }, ...inner));
    }
    const told = [say("nodes", { n: nodes.length, m: edges.length }), ...(kinds.length === 1 ? [kinds[0]] : [])];
    if (all > nodes.length) told.push(say("nodes.first", { n: nodes.length }));
    const frame = make("div", { class: "scroll picture", role: "region", tabindex: "0", "aria-label": say("region.net") }, svg);
    box.replaceChildren(frame, make("p", { class: "faint" }, told.join(" · ")));
    frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
  };

  return { chart, chartFits, graph, graphFits };
})();
