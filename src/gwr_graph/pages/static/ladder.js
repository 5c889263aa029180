"use strict";
// Two more layouts of rows: the overview (who and where on the left, the commitments that speak of
// them on the right) and the way between two nodes.
(() => {
  const rowHeight = 25;
  // What a reader looks for first gets its row first.
  const weight = { Park: 8, Enterprise: 8, AdminArea: 2, Institution: 2, Site: 1.5, Person: 0.5 };
  const isWho = (id) => weight[Gwr.details[id].kind] !== undefined;

  // All actors and places that commitments speak of, and these commitments, as maps to the other side.
  // A report's whole district is no answer to "where".
  Gwr.linked = () => {
    const who = new Map(), what = new Map();
    const add = (map, a, b) => (map.get(a) || map.set(a, new Set()).get(a)).add(b);
    Gwr.details.forEach((_, id) => {
      if (!Gwr.isPromise(id) || !Gwr.passes(id)) return;
      for (const { other } of Gwr.ties[id])
        if (isWho(other) && !Gwr.details[other].home && Gwr.passes(other)) { add(what, id, other); add(who, other, id); }
    });
    return { who, what };
  };

  // Of all, as many as have room: first what ties the actors and places with most commitments, then
  // more of theirs, each one worth half of the one before, so that one busy park leaves room to others.
  function choose({ who, what }, room) {
    const told = new Map(), right = new Set();
    const value = (id) => (weight[Gwr.details[id].kind] * Math.sqrt(who.get(id).size)) / 2 ** (told.get(id) || 0);
    const worth = (id) => [...what.get(id)].reduce((sum, other) => sum + value(other), Gwr.details[id].kind === "Goal" ? 0.5 : 0);
    const open = [...what.keys()].map((id) => ({ id, worth: worth(id) }));
    const most = room - 4; // so that what stands on the left can stand near what it links to
    for (const fresh of [3, most]) {
      while (right.size < room) {
        let best = null;
        for (const item of open) {
          if (right.has(item.id) || (best && item.worth <= best.worth)) continue; // worth only sinks
          item.worth = worth(item.id);
          const news = [...what.get(item.id)].filter((other) => !told.has(other)).length;
          if (news <= fresh && told.size + news <= most && (!best || item.worth > best.worth)) best = item;
        }
        if (!best) break;
        right.add(best.id);
        what.get(best.id).forEach((other) => told.set(other, (told.get(other) || 0) + 1));
      }
    }
    return { left: [...told.keys()], right: [...right].sort((a, b) => a - b) };
  }

  const mean = (partners, at) => {
    const seen = [...partners].filter((id) => at.has(id)).map((id) => at.get(id));
    return seen.reduce((a, b) => a + b, 0) / Math.max(1, seen.length);
  };

  // Each side follows the middle of its partners on the other, a few times over: fewer lines cross.
  function untangle(linked, { left, right }) {
    const rows = (ids) => new Map(ids.map((id, i) => [id, i]));
    const sorted = (ids, partners, others) => {
      const at = rows(others), middle = new Map(ids.map((id) => [id, mean(partners.get(id), at)]));
      return [...ids].sort((a, b) => middle.get(a) - middle.get(b) || a - b);
    };
    for (let round = 0; round < 8; round++) {
      left = sorted(left, linked.who, right);
      right = sorted(right, linked.what, left);
    }
    return { left, right };
  }

  // Rows near the heights they would like, in order, none on another, none outside.
  function settle(wished, room) {
    const last = ((room - 1) / 2) * rowHeight, at = [];
    wished.forEach((y, i) => { at[i] = Math.max(y, i ? at[i - 1] + rowHeight : -last); });
    for (let i = at.length - 1; i >= 0; i--) at[i] = Math.min(at[i], i + 1 < at.length ? at[i + 1] - rowHeight : last);
    return at;
  }

  Gwr.ladder = (width, height) => {
    const linked = Gwr.linked(), room = Math.max(6, Math.floor((height - 70) / rowHeight));
    const { left, right } = untangle(linked, choose(linked, room));
    const result = { positions: new Map(), heads: [], side: new Map(), reach: {}, count: [left.length, linked.who.size, right.length, linked.what.size] };
    const edge = width / 2 - 10, leftLabel = Math.min(190, width * 0.23), rightLabel = Math.min(400, width * 0.44);
    result.reach = { [-1]: leftLabel, 1: rightLabel };
    const rows = Math.max(left.length, right.length);
    const heights = new Map(right.map((id, i) => [id, (i - (right.length - 1) / 2) * rowHeight]));
    settle(left.map((id) => mean(linked.who.get(id), heights)), rows).forEach((y, i) => heights.set(left[i], y));
    [[left, -1, leftLabel, "whoWhere"], [right, 1, rightLabel, "promised"]].forEach(([ids, sign, label, word]) => {
      const x = sign * (edge - label - 18);
      if (ids.length) result.heads.push({ text: Gwr.word(word), x, y: Math.min(...heights.values()) - rowHeight + 4, sign });
      ids.forEach((id) => {
        result.positions.set(id, [x, heights.get(id)]);
        result.side.set(id, sign);
      });
    });
    // Only what the two columns say of each other is drawn.
    result.draws = ({ from, to }) => result.side.get(from) !== result.side.get(to);
    return result;
  };

  // One below the other; beside each line its role and the words that say it.
  Gwr.wayFan = (steps, width) => {
    const tall = 66, x = -width / 2 + 48, reach = width - 90;
    const result = { positions: new Map(), heads: [], side: new Map(), reach: { 1: reach }, spread: true };
    const edges = new Set(steps.map((s) => s.edge));
    steps.forEach(({ node, edge }, i) => {
      const y = (i - (steps.length - 1) / 2) * tall;
      result.positions.set(node, [x, y]);
      result.side.set(node, 1);
      if (edge === undefined) return;
      const proof = Gwr.proofs?.[edge][0], down = Gwr.edges[edge].to === node;
      const said = proof ? (Gwr.state.lang === "zh" ? `：“${Gwr.quoteText(proof)}”` : `: “${Gwr.quoteText(proof)}”`) : "";
      result.heads.push({ note: `${down ? "↓" : "↑"} ${Gwr.term("roles", Gwr.edges[edge].role)}${said}`, edge, x, y: y - tall / 2, sign: 1 });
    });
    result.draws = (_, index) => edges.has(index);
    return result;
  };
})();
