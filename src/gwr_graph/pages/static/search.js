"use strict";
// Search: names first, then labels of statements, then words of the quotes; in Chinese characters or
// in pinyin, whole or by first letters (jinhe, jh).
(() => {
  const readings = new Map(Object.entries(Gwr.data.pinyin).map(([sign, read]) => [sign, read.split(" ")]));
  let texts = null;

  // Whether the letters spell the signs from number `i` on; the last sign may be begun only.
  function spells(signs, i, letters) {
    if (!letters) return true;
    if (i >= signs.length) return false;
    const sign = signs[i], read = readings.get(sign);
    if (!read) {
      if (/[\p{P}\p{Z}]/u.test(sign)) return spells(signs, i + 1, letters);
      return letters.startsWith(sign) && spells(signs, i + 1, letters.slice(sign.length));
    }
    return read.some((r) => r.startsWith(letters)
      || (letters.startsWith(r) && spells(signs, i + 1, letters.slice(r.length)))
      || (letters[0] === r[0] && spells(signs, i + 1, letters.slice(1)))
      || (/^[zcs]h/.test(r) && letters.startsWith(r.slice(0, 2)) && spells(signs, i + 1, letters.slice(2))));
  }
  Gwr.spelled = (name, letters) => {
    const signs = Array.from(name.toLowerCase());
    if (spells(signs, 0, letters)) return 2;
    return signs.some((_, i) => i && readings.has(signs[i]) && spells(signs, i, letters)) ? 1 : 0;
  };

  Gwr.search = (typed) => {
    const wanted = typed.trim().toLowerCase();
    if (!wanted) return [];
    texts = texts || Gwr.details.map((d, id) => ({
      name: d.label.toLowerCase(), names: d.names.map((n) => n.toLowerCase()),
      said: Gwr.isStatement(id) ? d.quotes.map((q) => Gwr.quoteText(q).toLowerCase()).join("\n") : "",
    }));
    const words = wanted.split(/\s+/), all = (text) => words.every((w) => text.includes(w));
    const letters = wanted.replaceAll("ü", "v").replace(/[\s'’]/g, "");
    const latin = /^[a-z0-9]*[a-z][a-z0-9]*$/.test(letters) && letters.length > 1;
    const found = [];
    texts.forEach(({ name, names, said }, id) => {
      let rank = 0;
      if (name === wanted) rank = 6;
      else if (name.startsWith(wanted)) rank = 5;
      else if (all(name)) rank = 4;
      else if (names.some(all)) rank = 3;
      else if (all(said)) rank = 2;
      else if (latin) rank = [0, 1, 2.5][Math.max(Gwr.spelled(name, letters), ...names.map((n) => Gwr.spelled(n, letters)))];
      if (rank) found.push([rank + (Gwr.isStatement(id) ? 0 : 0.5), id]);
    });
    return found.sort((a, b) => b[0] - a[0] || Gwr.byTies(a[1], b[1])).slice(0, 30).map((f) => f[1]);
  };
})();
