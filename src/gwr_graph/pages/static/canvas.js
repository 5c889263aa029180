"use strict";
// The picture: vis-network draws nodes and edges; labels are drawn here, so that none lies on another.
Gwr.canvas = (() => {
  const holder = document.getElementById("canvas");
  let net = null, nodes = null, edges = null, fan = null, shown = new Map(), boxes = [], hovered = null, sizes = new Map(), dimmed = () => false;
  const font = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';

  const colours = () => Gwr.state.dark
    ? { ink: "#e8eaed", faint: "#9aa3ad", paper: "#14171a", edge: 0.5, mark: "#5b3a00" }
    : { ink: "#1b1f24", faint: "#626a73", paper: "#ffffff", edge: 0.38, mark: "#fff0b8" };

  // The layout in rows, where the view has one; null for the whole graph.
  function rows() {
    const { view, from, to } = Gwr.state;
    const width = holder.clientWidth, height = holder.clientHeight;
    if (view === "near") return Gwr.fan(shown, width, height);
    if (view === "overview") return Gwr.ladder(width, height);
    if (view === "way") return Gwr.wayFan(Gwr.way(from, to) || [], width);
    return null;
  }

  const look = (node) => Gwr.terms.kinds[node.kind], line = (edge) => Gwr.terms.roles[edge.role];

  function draw(refit) {
    if (Gwr.state.view === "table") {
      shown = Gwr.visible();
      caption(shown.size);
      return;
    }
    const { view, focus, chosen: lit } = Gwr.state;
    const near = view === "near";
    shown = Gwr.visible();
    fan = rows();
    const beside = new Set(lit === null ? [] : Gwr.ties[lit].map((t) => t.other));
    const drawn = fan ? fan.positions : shown;
    const grown = fan ? 1 : enlarge();
    // Elsewhere than around a focus, what is chosen stands out from the rest.
    dimmed = (id) => !near && view !== "way" && lit !== null && drawn.has(lit) && id !== lit && !beside.has(id);
    sizes = new Map();
    const list = [];
    for (const id of drawn.keys()) {
      const node = Gwr.details[id];
      const at = fan ? fan.positions.get(id) : [node.x, node.y];
      const inRow = Math.min(11, 5.5 + 0.55 * Math.sqrt(2 * Gwr.degree[id]));
      sizes.set(id, !fan ? Math.min(node.size * grown, Math.max(node.size, 26)) : near && id === focus ? 20 : inRow);
      list.push({
        id, x: at[0], y: at[1], shape: look(node).shape, color: { background: look(node).fill, border: look(node).line }, physics: false, opacity: dimmed(id) ? 0.2 : 1,
        size: sizes.get(id), borderWidth: id === lit ? 3 : 1.4, borderWidthSelected: 3,
      });
    }
    const { edge } = colours();
    const aroundFocus = near && (lit === null || lit === focus);
    const lines = [];
    Gwr.edges.forEach((e, index) => {
      if (!drawn.has(e.from) || !drawn.has(e.to) || (fan?.draws && !fan.draws(e, index))) return;
      const core = near && (e.from === focus || e.to === focus);
      const mine = index === Gwr.state.edge || ((e.from === lit || e.to === lit) && !aroundFocus);
      const strength = view === "way" ? 1 : view === "overview" ? edge * 1.7 : core || !fan ? edge * 1.5 : edge;
      lines.push({
        id: index, from: e.from, to: e.to, dashes: Boolean(line(e).dashes),
        width: mine || view === "way" ? 2.2 : view === "overview" || core ? 1.3 : near ? 0.8 : 2.4 * grown,
        arrows: { to: { enabled: !fan || view === "way" || (near && mine), scaleFactor: 0.45 * grown } },
        color: { color: line(e).line, opacity: mine ? 1 : lit !== null && !aroundFocus && view !== "way" && drawn.has(lit) ? edge * 0.4 : Math.min(1, strength) },
      });
    });
    // All at once: every change of vis-network's own sets would draw the picture again.
    const scale = net.getScale(), position = net.getViewPosition();
    nodes = new vis.DataSet(list); edges = new vis.DataSet(lines);
    net.setData({ nodes, edges });
    if (refit) fit();
    else net.moveTo({ position, scale, animation: false });
    caption(list.length);
  }

  // A large graph seen whole is seen from afar: its nodes are drawn larger, as far as there is room.
  function enlarge() {
    let [left, right, top, bottom] = [0, 1, 0, 1];
    for (const id of shown.keys()) {
      const { x, y } = Gwr.details[id];
      left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y);
    }
    const scale = Math.min(holder.clientWidth / (right - left), holder.clientHeight / (bottom - top));
    return Math.max(1, Math.min(1.6, 0.45 / scale));
  }

  function fit() {
    if (!nodes.length) return;
    if (!fan) {
      net.fit({ animation: false });
      net.moveTo({ scale: net.getScale() * 0.9, animation: false }); // room for labels
      return;
    }
    const box = extent();
    // Few nodes are drawn a little larger.
    const scale = Math.min(1.2, holder.clientWidth / (box.right - box.left), holder.clientHeight / (box.bottom - box.top));
    const tall = scale < 0.75; // a column opened to its full length: keep it readable and start at its top
    const used = tall ? Math.min(1, holder.clientWidth / (box.right - box.left)) : scale;
    const y = tall ? box.top + holder.clientHeight / used / 2 : (box.top + box.bottom) / 2;
    net.moveTo({ position: { x: (box.left + box.right) / 2, y }, scale: used, animation: false });
  }

  function extent() {
    const box = { left: -60, right: 60, top: -60, bottom: 60 };
    for (const [id, [x, y]] of fan.positions) {
      const sign = fan.side.get(id) || 0, reach = (fan.reach[sign] || 0) + 18;
      box.left = Math.min(box.left, sign < 0 ? x - reach : x - 70);
      box.right = Math.max(box.right, sign > 0 ? x + reach : x + 70);
      box.top = Math.min(box.top, y - 28);
      box.bottom = Math.max(box.bottom, y + 28);
    }
    for (const h of fan.heads) {
      box.top = Math.min(box.top, h.y - 34);
      box.bottom = Math.max(box.bottom, h.y + 20);
    }
    return box;
  }

  function caption(count) {
    const element = document.getElementById("caption");
    element.replaceChildren();
    const { focus, hops, from, to } = Gwr.state, table = Gwr.state.view === "table";
    const view = table ? Gwr.state.base : Gwr.state.view, total = Gwr.details.length;
    const title = (text) => Gwr.make("b", {}, text);
    const size = Gwr.make("span", { id: "size" });
    const promised = () => [...shown.keys()].filter(Gwr.isPromise).length;
    if (view === "near" && focus !== null) {
      const less = button("−", "narrow", () => Gwr.go({ hops: hops - 1 }), hops <= 1);
      const more = button("+", "widen", () => Gwr.go({ hops: hops + 1 }), hops >= Gwr.data.maxHops);
      size.textContent = `${Gwr.count(shown.size, "nodes")} · ${Gwr.count(promised(), "promises")}`;
      element.append(title(Gwr.details[focus].label), Gwr.make("span", {}, less, ` ${Gwr.count(hops, "steps")} `, more), size);
    } else if (view === "way") {
      size.textContent = shown.size ? Gwr.count(shown.size - 1, "wayLength") : "";
      element.append(title(`${Gwr.details[from].label} → ${Gwr.details[to].label}`), size, Gwr.make("span", {}, button(Gwr.word("wayEnd"), "wayEnd", Gwr.endWay)));
    } else if (view === "overview") {
      const [who, allWho, what, allWhat] = fan?.count || [0, 0, 0, 0];
      size.textContent = table ? `${Gwr.count(shown.size, "nodes")} · ${Gwr.count(promised(), "promises")}`
        : Gwr.word("overviewSize").replace("{a}", who).replace("{b}", allWho).replace("{c}", what).replace("{d}", allWhat);
      element.append(title(Gwr.word("overviewTitle")), size);
    } else {
      size.textContent = `${count} ${Gwr.word("of")} ${total} ${Gwr.word("nodes")}`;
      element.append(title(Gwr.word("whole")), size);
    }
    document.getElementById("blank").hidden = shown.size > 0;
    document.getElementById("blank").textContent = Gwr.word(!total ? "emptyGraph" : view === "way" ? "noWay" : "empty");
  }

  function button(text, title, act, disabled) {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = text;
    element.title = Gwr.word(title);
    element.setAttribute("aria-label", Gwr.word(title));
    element.disabled = Boolean(disabled);
    element.addEventListener("click", act);
    return element;
  }

  // Longest start of the text that is not wider than `most`.
  function cut(ctx, text, most) {
    if (ctx.measureText(text).width <= most) return text;
    const signs = Array.from(text);
    let low = 0, high = signs.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (ctx.measureText(signs.slice(0, middle).join("") + "…").width <= most) low = middle;
      else high = middle - 1;
    }
    return signs.slice(0, low).join("") + "…";
  }

  function write(ctx, text, x, y, align, ink, bold) {
    const { paper } = colours();
    ctx.textAlign = align;
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.strokeStyle = paper;
    ctx.lineWidth = bold ? 4 : 3.2;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = ink;
    ctx.fillText(text, x, y);
  }

  function labels(ctx) {
    boxes = [];
    if (fan) fanLabels(ctx);
    else wholeLabels(ctx);
  }

  // In a neighbourhood the lines of the node under the pointer stand out.
  function lines(ctx) {
    if (!fan || hovered === null || hovered === Gwr.state.focus) return;
    const from = fan.positions.get(hovered);
    if (!from) return;
    for (const { other, edge } of Gwr.ties[hovered]) {
      const to = fan.positions.get(other);
      if (!to || (fan.draws && !fan.draws(Gwr.edges[edge], edge))) continue;
      ctx.strokeStyle = line(Gwr.edges[edge]).line;
      ctx.lineWidth = 2.6;
      ctx.beginPath();
      ctx.moveTo(...from);
      ctx.lineTo(...to);
      ctx.stroke();
    }
  }

  function fanLabels(ctx) {
    const { ink, faint } = colours();
    for (const head of fan.heads) {
      const align = head.sign < 0 ? "right" : "left";
      if (head.note) {
        ctx.font = `12px ${font}`;
        write(ctx, cut(ctx, head.note, fan.reach[1]), head.x + 16, head.y, align, faint);
        continue;
      }
      const kind = head.head || head.more || head.less, title = head.head || head.text;
      ctx.font = `${title ? "600 " : ""}11.5px ${font}`;
      const text = head.text || (head.head ? `${Gwr.term("kinds", kind)} ${head.count}`
        : head.more ? (fan.reach[head.sign] < 130 ? `+ ${head.count}` : Gwr.word("more").replace("{n}", head.count)) : Gwr.word("less"));
      const x = head.x - head.sign * (title ? 8 : -14), y = head.y + (head.head ? 4 : 0);
      write(ctx, text, x, y, align, title ? faint : Gwr.state.dark ? "#8ab4f8" : "#0b57d0");
      const wide = ctx.measureText(text).width;
      if (!title) boxes.push({ group: kind, left: align === "left" ? x : x - wide, top: y - 10, right: align === "left" ? x + wide : x, bottom: y + 10 });
    }
    for (const [id, [x, y]] of fan.positions) {
      const sign = fan.side.get(id) || 0, strong = id === Gwr.state.focus || id === Gwr.state.chosen || id === hovered;
      ctx.font = `${strong ? "600 " : ""}${sign ? 12.5 : 14}px ${font}`;
      const text = cut(ctx, Gwr.details[id].label, sign ? fan.reach[sign] : 130);
      const wide = ctx.measureText(text).width;
      if (sign) {
        const at = x + sign * 15;
        write(ctx, text, at, y, sign < 0 ? "right" : "left", dimmed(id) && !strong ? faint : ink);
        boxes.push({ id, left: sign < 0 ? at - wide : at, right: sign < 0 ? at : at + wide, top: y - 10, bottom: y + 10 });
      } else {
        write(ctx, text, x, y + 34, "center", ink, true);
        boxes.push({ id, left: x - wide / 2, right: x + wide / 2, top: y + 24, bottom: y + 44 });
      }
    }
  }

  // The best tied nodes get their labels first; a label that would lie on another is left out until
  // one zooms in.
  function wholeLabels(ctx) {
    const scale = net.getScale();
    const size = 12 / scale, half = size * 0.75;
    const { ink } = colours();
    const view = net.getViewPosition();
    const reach = [holder.clientWidth / scale / 2 + 80 / scale, holder.clientHeight / scale / 2 + 20 / scale];
    const cell = 40 / scale, grid = new Map();
    const first = [hovered, Gwr.state.chosen].filter((id) => id !== null && shown.has(id));
    const lit = Gwr.state.chosen === null ? [] : Gwr.ties[Gwr.state.chosen].map((t) => t.other).filter((id) => shown.has(id));
    const seen = new Set();
    let written = 0;
    for (const id of [...first, ...lit, ...Gwr.ranked]) {
      if (seen.has(id) || !shown.has(id)) continue;
      seen.add(id);
      const { x, y } = Gwr.details[id];
      if (Math.abs(x - view.x) > reach[0] || Math.abs(y - view.y) > reach[1]) continue;
      const dim = Gwr.state.chosen !== null && !first.includes(id) && !lit.includes(id);
      if (dim) continue;
      ctx.font = `${first.includes(id) ? "600 " : ""}${size}px ${font}`;
      const text = cut(ctx, Gwr.details[id].label, 150 / scale);
      const wide = ctx.measureText(text).width / 2;
      const at = y + sizes.get(id) + half + 2 / scale;
      const box = { id, left: x - wide, right: x + wide, top: at - half, bottom: at + half };
      const keys = [];
      for (let i = Math.floor(box.left / cell); i <= Math.floor(box.right / cell); i++)
        for (let j = Math.floor(box.top / cell); j <= Math.floor(box.bottom / cell); j++) keys.push(i + "," + j);
      const hits = keys.some((k) => (grid.get(k) || []).some((b) => b.left < box.right && box.left < b.right && b.top < box.bottom && box.top < b.bottom));
      if (hits) continue;
      for (const k of keys) grid.set(k, [...(grid.get(k) || []), box]);
      ctx.lineWidth = 3 / scale;
      ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.lineJoin = "round";
      ctx.strokeStyle = colours().paper; ctx.strokeText(text, x, at);
      ctx.fillStyle = ink; ctx.fillText(text, x, at);
      boxes.push(box);
      if (++written > 400) break;
    }
  }

  function under(pointer) {
    const { x, y } = pointer;
    return boxes.find((b) => b.left <= x && x <= b.right && b.top <= y && y <= b.bottom);
  }

  function start() {
    nodes = new vis.DataSet(); edges = new vis.DataSet();
    net = new vis.Network(holder, { nodes, edges }, {
      autoResize: false, physics: false, layout: { improvedLayout: false },
      nodes: { label: undefined, labelHighlightBold: false, chosen: false },
      edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 0.6 },
      interaction: { hover: true, dragNodes: false, hideEdgesOnDrag: Gwr.details.length > 1500, keyboard: false, tooltipDelay: 1e6 },
    });
    holder.querySelector(".vis-network").tabIndex = -1; // the holder takes the keys
    holder.addEventListener("keydown", keys);
    net.on("beforeDrawing", lines);
    net.on("afterDrawing", labels);
    net.on("click", (event) => {
      const box = under(event.pointer.canvas);
      const node = event.nodes[0] ?? box?.id;
      if (box?.group) Gwr.toggleGroup(box.group);
      else if (node !== undefined) Gwr.choose(node);
      else if (event.edges.length) Gwr.chooseEdge(event.edges[0]);
      else Gwr.choose(null);
    });
    net.on("doubleClick", (event) => {
      const node = event.nodes[0] ?? under(event.pointer.canvas)?.id;
      if (node !== undefined) Gwr.go({ focus: node, chosen: node, view: "near" });
    });
    const hover = (id) => { 
      if (hovered === id) return;
      hovered = id;
      holder.title = id === null ? "" : Gwr.details[id].label; // whole, where the picture cuts it
      net.redraw();
    };
    let overNode = null, overLabel = null;
    net.on("hoverNode", (event) => { overNode = event.node; hover(overNode); });
    net.on("blurNode", () => { overNode = null; hover(overLabel); });
    holder.addEventListener("pointermove", (event) => {
      const at = net.DOMtoCanvas({ x: event.offsetX, y: event.offsetY });
      const box = under(at);
      overLabel = box?.id ?? null;
      hover(overNode ?? overLabel);
      holder.classList.toggle("pointing", Boolean(box) || hovered !== null);
    });
    const size = () => `${holder.clientWidth} ${holder.clientHeight}`;
    let waiting = 0, seen = size();
    new ResizeObserver(() => {
      if (size() === seen || !holder.clientWidth) return; // the first call tells what is drawn already
      seen = size();
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (!holder.clientWidth) return;
        net.setSize("100%", "100%");
        draw(true);
        net.redraw();
      }, 60);
    }).observe(holder);
  }

  // Arrow keys go to the nearest node that way, Enter makes it the centre.
  function keys(event) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const { chosen, focus, view } = Gwr.state;
    if (event.key === "Enter" && chosen !== null) Gwr.go({ focus: chosen, view: "near" });
    if (!way) return;
    event.preventDefault();
    const at = (id) => (fan ? fan.positions.get(id) : [Gwr.details[id].x, Gwr.details[id].y]);
    const all = fan ? [...fan.positions.keys()] : [...shown.keys()];
    const here = all.includes(chosen) ? chosen : view === "near" && all.includes(focus) ? focus : null;
    if (here === null) {
      if (all.length) Gwr.choose(all[0]);
      return;
    }
    let best = null, least = Infinity;
    for (const id of all) {
      const [dx, dy] = [at(id)[0] - at(here)[0], at(id)[1] - at(here)[1]];
      const along = dx * way[0] + dy * way[1], across = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (id !== here && along > 2 && along + 3 * across < least) { best = id; least = along + 3 * across; }
    }
    if (best !== null) Gwr.choose(best);
  }

  // The picture as it stands, under its title and what it shows.
  function png() {
    const source = holder.querySelector("canvas"), scale = source.width / holder.clientWidth;
    const copy = document.createElement("canvas"), head = Math.round(46 * scale), { paper, ink, faint } = colours();
    copy.width = source.width; copy.height = source.height + head;
    const ctx = copy.getContext("2d");
    ctx.fillStyle = paper;
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(source, 0, head);
    ctx.textBaseline = "middle";
    [[15, 600, ink, 16, document.title], [12, 400, faint, 36, [...document.querySelectorAll("#caption > b, #size")].map((e) => e.textContent).join(" · ")]]
      .forEach(([size, weight, colour, y, text]) => {
        ctx.font = `${weight} ${size * scale}px ${font}`;
        ctx.fillStyle = colour;
        ctx.fillText(text, 14 * scale, y * scale);
      });
    return new Promise((done) => copy.toBlob(done, "image/png"));
  }

  // Where a node is on the screen: for tests and for people who drive the page by script.
  function where(id) {
    const at = fan ? fan.positions.get(id) : shown.has(id) ? [Gwr.details[id].x, Gwr.details[id].y] : null;
    if (!at) return null;
    const point = net.canvasToDOM({ x: at[0], y: at[1] }), frame = holder.getBoundingClientRect();
    return { x: point.x + frame.left, y: point.y + frame.top };
  }

  return { start, draw, fit, png, where, labelBoxes: () => boxes, lines: () => (Gwr.state.view === "table" ? [] : edges.getIds()), drawn: () => (Gwr.state.view === "table" ? [...shown.keys()] : nodes.getIds()) };
})();
