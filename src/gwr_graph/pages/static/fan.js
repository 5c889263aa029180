"use strict";
// The layout of a neighbourhood: the focus in the middle, who and where on the left, what is said on
// the right, one row each, so that no label lies on another.
Gwr.fan = (distance, width, height) => {
  const rowHeight = 25, order = Object.keys(Gwr.terms.kinds);
  const left = [], right = [];
  for (const [id, hop] of distance) if (hop > 0) (Gwr.isStatement(id) ? right : left).push(id);
  const capacity = Math.max(10, Math.floor((height - 60) / rowHeight));
  const sides = [{ ids: left, sign: -1 }, { ids: right, sign: 1 }].map((side) => ({ ...side, columns: [] }));
  for (const side of sides) {
    const groups = order.map((kind) => ({ kind, ids: side.ids.filter((id) => Gwr.details[id].kind === kind) })).filter((g) => g.ids.length);
    for (const g of groups) g.ids.sort((a, b) => distance.get(a) - distance.get(b) || Gwr.degree[b] - Gwr.degree[a] || a - b);
    // More steps, or a group opened to its full length, get more columns where the window is wide.
    // A few rows too many for one column on the left make the picture a little smaller instead.
    const room = side.sign < 0 ? capacity * 1.15 : capacity;
    const wanted = Math.ceil((side.ids.length + groups.length) / room);
    const most = width < 600 ? 1 : groups.some((g) => Gwr.state.open.has(g.kind)) ? 3 : Gwr.state.hops > 1 ? 2 : 1;
    side.columns = columnsOf(groups, Math.floor(room), Math.max(1, Math.min(most, wanted)));
  }
  byReading(sides);
  const result = { positions: new Map(), heads: [], side: new Map(), reach: {} };
  if (Gwr.state.focus !== null && distance.has(Gwr.state.focus)) result.positions.set(Gwr.state.focus, [0, 0]);
  const [few, many] = sides.map((s) => s.columns.length), inner = 78, all = width - 2 * inner - 20;
  // Both sides alike while each has one column, so that the focus stands in the middle; else the
  // names on the left have what they need, and the sentences the rest.
  const longest = Math.max(0, ...left.map((id) => Array.from(Gwr.details[id].label).length));
  const names = Math.min(200, 12.5 * longest + 36, all / 2 / Math.max(1, few));
  const widths = Math.max(few, many) < 2 ? [all / 2, all / 2] : [names, Math.max(150, (all - few * names) / Math.max(1, many))];
  result.reach = { [-1]: widths[0] - 34, 1: widths[1] - 34 };
  for (const side of sides) {
    side.columns.forEach((rows, index) => {
      const tall = rows.length * rowHeight;
      rows.forEach((row, i) => {
        const y = (i + 0.5) * rowHeight - tall / 2;
        // Rows bend around the focus, the outer ones nearer to the axis.
        const bend = 30 * Math.sqrt(Math.max(0, 1 - (2 * y / Math.max(tall, 1)) ** 2)) - 30;
        const x = side.sign * (inner + bend + index * widths[side.sign < 0 ? 0 : 1] + 16);
        if (row.id === undefined) result.heads.push({ ...row, x, y, sign: side.sign });
        else {
          result.positions.set(row.id, [x, y]);
          result.side.set(row.id, side.sign);
        }
      });
    });
  }
  return result;
};

// Statements stand in the order of the text; who and where stand beside the first of theirs, so that
// fewer lines cross.
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
function byReading(sides) {
  const place = new Map();
  sides[1].columns.flat().forEach((row) => row.id !== undefined && place.set(row.id, row.id));
  const first = (id) => Math.min(...Gwr.ties[id].map((t) => place.get(t.other) ?? Infinity));
  for (const [index, side] of sides.entries()) {
    const rows = side.columns.flat();
    for (let i = 0; i < rows.length; i++) {
      let j = i;
      while (j < rows.length && rows[j].id !== undefined) j++;
      if (j > i + 1) {
        const run = rows.slice(i, j).sort((a, b) => index ? a.id - b.id : compare(first(a.id), first(b.id)) || a.id - b.id);
        rows.splice(i, j - i, ...run);
      }
      i = Math.max(i, j);
    }
    const each = side.columns.length ? side.columns[0].length : 0;
    side.columns = side.columns.map((_, k) => rows.slice(k * each, (k + 1) * each));
  }
}

// Fill columns with group heads and rows. A group that does not fit shows its best tied ones and a
// row that opens the rest.
function columnsOf(groups, capacity, columns) {
  const room = capacity * columns - groups.length;
  const total = groups.reduce((sum, g) => sum + g.ids.length, 0);
  const quota = new Map();
  if (total > room) {
    // Small groups whole, the rest shares what is left.
    let left = room;
    [...groups].sort((a, b) => a.ids.length - b.ids.length).forEach((g, i, all) => {
      const share = Math.max(2, Math.floor(left / (all.length - i)));
      quota.set(g.kind, Math.min(g.ids.length, share));
      left -= quota.get(g.kind);
    });
  }
  const rows = [];
  for (const g of groups) {
    const open = Gwr.state.open.has(g.kind);
    const limit = open ? g.ids.length : quota.get(g.kind) ?? g.ids.length;
    const shown = limit < g.ids.length ? g.ids.slice(0, Math.max(1, limit - 1)) : g.ids;
    rows.push({ head: g.kind, count: g.ids.length });
    shown.forEach((id) => rows.push({ id }));
    if (shown.length < g.ids.length) rows.push({ more: g.kind, count: g.ids.length - shown.length });
    else if (open && quota.has(g.kind)) rows.push({ less: g.kind });
  }
  const each = Math.ceil(rows.length / columns);
  const result = [];
  for (let i = 0; i < rows.length; i += each) result.push(rows.slice(i, i + each));
  return result;
}
