"use strict";
// The picture: vis-network draws nodes and edges; labels are drawn here, so that none lies on another.
Gwr.canvas = (() => {
  const holder = document.getElementById("canvas");
  let net = null, nodes = null, edges = null, fan = null, shown = new Map(), boxes = [], hovered = null;
  const font = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';

  const colours = () => Gwr.state.dark
    ? { ink: "#e8eaed", faint: "#9aa3ad", paper: "#14171a", edge: 0.5, mark: "#5b3a00" }
    : { ink: "#1b1f24", faint: "#626a73", paper: "#ffffff", edge: 0.38, mark: "#fff0b8" };

  function draw(refit) {
    shown = Gwr.visible();
    const near = Gwr.state.view === "near";
    fan = near ? Gwr.fan(shown, holder.clientWidth, holder.clientHeight) : null;
    const lit = Gwr.state.chosen;
    const beside = new Set(lit === null ? [] : Gwr.ties[lit].map((t) => t.other));
    const place = (id) => (near ? fan.positions.get(id) : [Gwr.data.nodes[id].x, Gwr.data.nodes[id].y]);
    const list = [];
    for (const id of shown.keys()) {
      const at = place(id);
      if (!at) continue;
      const node = Gwr.data.nodes[id];
      const dim = !near && lit !== null && id !== lit && !beside.has(id);
      list.push({
        id, x: at[0], y: at[1], shape: node.shape, color: node.color, physics: false, opacity: dim ? 0.2 : 1,
        size: near ? (id === Gwr.state.focus ? 20 : 8) : node.size,
        borderWidth: id === lit ? 3 : 1.4, borderWidthSelected: 3,
      });
    }
    const drawn = new Set(list.map((n) => n.id));
    const { edge } = colours();
    const lines = Gwr.data.edges.flatMap((e, index) => {
      if (!drawn.has(e.from) || !drawn.has(e.to)) return [];
      const core = near && (e.from === Gwr.state.focus || e.to === Gwr.state.focus);
      const mine = index === Gwr.state.edge || ((e.from === lit || e.to === lit) && !(near && lit === Gwr.state.focus));
      const other = lit !== null && !(near && lit === Gwr.state.focus);
      return [{
        id: index, from: e.from, to: e.to, dashes: e.dashes, width: mine ? 2.2 : core ? 1.3 : near ? 0.8 : 1.6,
        arrows: { to: { enabled: !near || mine, scaleFactor: 0.45 } },
        color: { color: e.color, opacity: mine ? 1 : other ? edge * 0.4 : core ? edge * 1.5 : edge },
      }];
    });
    nodes.clear(); edges.clear();
    nodes.add(list); edges.add(lines);
    if (refit) fit();
    caption(list.length);
    return list.length;
  }

  function fit() {
    if (!nodes.length) return;
    if (!fan) {
      net.fit({ animation: false });
      return;
    }
    const box = extent();
    const scale = Math.min(1, holder.clientWidth / (box.right - box.left), holder.clientHeight / (box.bottom - box.top));
    const tall = scale < 0.75; // a column opened to its full length: keep it readable and start at its top
    const used = tall ? Math.min(1, holder.clientWidth / (box.right - box.left)) : scale;
    const y = tall ? box.top + holder.clientHeight / used / 2 : (box.top + box.bottom) / 2;
    net.moveTo({ position: { x: (box.left + box.right) / 2, y }, scale: used, animation: false });
  }

  function extent() {
    const box = { left: -60, right: 60, top: -60, bottom: 60 };
    const reach = fan.labelWidth + 18;
    for (const [id, [x, y]] of fan.positions) {
      const sign = fan.side.get(id) || 0;
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
    const { focus, hops, view } = Gwr.state;
    const total = Gwr.details.length;
    if (view === "near" && focus !== null) {
      const name = document.createElement("b");
      name.textContent = Gwr.details[focus].label;
      const steps = document.createElement("span");
      const less = button("−", "narrow", () => Gwr.go({ hops: hops - 1 }), hops <= 1);
      const more = button("+", "widen", () => Gwr.go({ hops: hops + 1 }), hops >= Gwr.data.maxHops);
      steps.append(less, ` ${hops} ${Gwr.word("steps")} `, more);
      const size = document.createElement("span");
      const promised = [...shown.keys()].filter(Gwr.isPromise).length;
      size.id = "size";
      size.textContent = `${shown.size} ${Gwr.word("nodes")} · ${promised} ${Gwr.word("promises")}`;
      element.append(name, steps, size);
    } else {
      const size = document.createElement("span");
      size.id = "size";
      size.textContent = `${view === "table" ? shown.size : count} ${Gwr.word("of")} ${total} ${Gwr.word("nodes")}`;
      element.append(size);
    }
    document.getElementById("blank").hidden = shown.size > 0;
    document.getElementById("blank").textContent = Gwr.word(total ? "empty" : "emptyGraph");
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
      if (!to) continue;
      ctx.strokeStyle = Gwr.data.edges[edge].color;
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
      const kind = head.head || head.more || head.less;
      ctx.font = `${head.head ? "600 " : ""}11.5px ${font}`;
      const text = head.head ? `${Gwr.term("kinds", kind)} ${head.count}`
        : head.more ? Gwr.word("more").replace("{n}", head.count) : Gwr.word("less");
      const align = head.sign < 0 ? "right" : "left";
      const x = head.x - head.sign * (head.head ? 8 : -14), y = head.y + (head.head ? 4 : 0);
      write(ctx, text, x, y, align, head.head ? faint : Gwr.state.dark ? "#8ab4f8" : "#0b57d0");
      const wide = ctx.measureText(text).width;
      if (!head.head) boxes.push({ group: kind, left: align === "left" ? x : x - wide, top: y - 10, right: align === "left" ? x + wide : x, bottom: y + 10 });
    }
    for (const [id, [x, y]] of fan.positions) {
      const sign = fan.side.get(id) || 0, strong = id === Gwr.state.focus || id === Gwr.state.chosen || id === hovered;
      ctx.font = `${strong ? "600 " : ""}${sign ? 12.5 : 14}px ${font}`;
      const text = cut(ctx, Gwr.details[id].label, sign ? fan.labelWidth : 130);
      const wide = ctx.measureText(text).width;
      if (sign) {
        const at = x + sign * 15;
        write(ctx, text, at, y, sign < 0 ? "right" : "left", ink);
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
      const { x, y } = Gwr.data.nodes[id];
      if (Math.abs(x - view.x) > reach[0] || Math.abs(y - view.y) > reach[1]) continue;
      const dim = Gwr.state.chosen !== null && !first.includes(id) && !lit.includes(id);
      if (dim) continue;
      ctx.font = `${first.includes(id) ? "600 " : ""}${size}px ${font}`;
      const text = cut(ctx, Gwr.details[id].label, 150 / scale);
      const wide = ctx.measureText(text).width / 2;
      const at = y + Gwr.data.nodes[id].size + half + 2 / scale;
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
    const hover = (id) => { if (hovered !== id) { hovered = id; net.redraw(); } };
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
    let waiting = 0;
    new ResizeObserver(() => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (!holder.clientWidth) return;
        net.setSize("100%", "100%");
        draw(true);
        net.redraw();
      }, 60);
    }).observe(holder);
  }

  function png() {
    const source = holder.querySelector("canvas");
    const copy = document.createElement("canvas");
    copy.width = source.width; copy.height = source.height;
    const ctx = copy.getContext("2d");
    ctx.fillStyle = colours().paper;
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(source, 0, 0);
    return new Promise((done) => copy.toBlob(done, "image/png"));
  }

  // Where a node is on the screen: for tests and for people who drive the page by script.
  function where(id) {
    const at = fan ? fan.positions.get(id) : shown.has(id) ? [Gwr.data.nodes[id].x, Gwr.data.nodes[id].y] : null;
    if (!at) return null;
    const point = net.canvasToDOM({ x: at[0], y: at[1] }), frame = holder.getBoundingClientRect();
    return { x: point.x + frame.left, y: point.y + frame.top };
  }

  return { start, draw, fit, png, where, labelBoxes: () => boxes, drawn: () => nodes.getIds() };
})();
