"use strict";
// What the editor offers while one writes: our classes, properties, values and prefixes, found by
// their names or by their labels in Chinese and English.
const Completion = (() => {
  const { given, make } = Results;
  const MOST = 40, TYPED = /[\w\u3007\u3400-\u9fff:-]*$/, AFTER_A = /(?:^|\s)(?:a|rdf:type)\s+(?:[\w:]+\s*,\s*)*$/;
  const ORDER = { class: 0, value: 1, property: 2, prefix: 3 };

  const prefixes = Object.entries(given.prefixes).map(([name, base]) => ({ name: `${name}:`, kind: "prefix", about: base }));

  // How well a term fits what is typed: smaller is better, null not at all.
  const rank = (term, typed) => {
    const name = term.name.toLowerCase(), local = name.slice(name.indexOf(":") + 1), key = typed.toLowerCase();
    if (!key) return 5;
    if (name === key || local === key) return 0;
    if (local.startsWith(key) || name.startsWith(key)) return 1;
    if (term.zh?.startsWith(key) || term.en?.toLowerCase().startsWith(key)) return 2;
    if (!key.includes(":") && (local.includes(key) || term.zh?.includes(key) || term.en?.toLowerCase().includes(key))) return 3;
    const [prefix, rest] = key.split(":");
    if (rest && name.startsWith(`${prefix}:`) && (term.zh?.includes(rest) || local.includes(rest))) return 4;
    return null;
  };

  // The terms that fit the text before the cursor, best first: after `a` classes only.
  const fitting = (before) => {
    const typed = TYPED.exec(before)[0], classes = AFTER_A.test(before.slice(0, before.length - typed.length));
    const offered = classes ? given.terms.filter((term) => term.kind === "class") : [...given.terms, ...prefixes];
    const found = offered
      .map((term) => ({ term, rank: rank(term, typed) }))
      .filter((one) => one.rank !== null && (typed || classes || one.term.kind !== "prefix"))
      .sort((a, b) => a.rank - b.rank
        || (classes ? 0 : (ORDER[b.term.kind] === 2) - (ORDER[a.term.kind] === 2))
        || ORDER[a.term.kind] - ORDER[b.term.kind] || (a.term.name < b.term.name ? -1 : 1));
    return { typed, terms: found.slice(0, MOST).map((one) => one.term) };
  };

  // Prefixes that a term needs and the query does not declare, put before it.
  const declare = (editor, name) => {
    const prefix = name.slice(0, name.indexOf(":"));
    const text = editor.getValue();
    if (!(prefix in given.prefixes) || new RegExp(`^\\s*PREFIX\\s+${prefix}:`, "im").test(text)) return;
    const line = text.split("\n").findIndex((one) => one.trim() && !one.trim().startsWith("#"));
    editor.replaceRange(`PREFIX ${prefix}: <${given.prefixes[prefix]}>\n`, { line: Math.max(0, line), ch: 0 });
  };

  const hints = (editor) => {
    const cursor = editor.getCursor(), before = editor.getLine(cursor.line).slice(0, cursor.ch);
    const { typed, terms } = fitting(before);
    return {
      from: { line: cursor.line, ch: cursor.ch - typed.length },
      to: cursor,
      list: terms.map((term) => ({
        text: term.name,
        render: (item) => {
          const said = [given.lang === "zh" ? term.zh : term.en, given.lang === "zh" ? term.en : term.zh].filter(Boolean);
          item.append(make("code", {}, term.name), make("span", {}, said.length ? said.join(" · ") : term.about ?? ""));
          if (term.about) item.title = term.about;
        },
        hint: (_, data, chosen) => {
          editor.replaceRange(chosen.text, data.from, editor.getCursor());
          declare(editor, chosen.text);
        },
      })),
    };
  };

  const apt = (editor) => {
    const cursor = editor.getCursor(), kind = editor.getTokenTypeAt(cursor) ?? "";
    // string-2 is a prefixed name
    return !/comment|string(?!-2)/.test(kind) && !/[?$][\w]*$/.test(editor.getLine(cursor.line).slice(0, cursor.ch));
  };

  const show = (editor) => {
    if (!apt(editor)) return editor.autocomplete();
    editor.showHint({ hint: hints, completeSingle: false, closeCharacters: /[\s()[\]{};>,]/, container: document.body });
    return true;
  };

  // While one writes: from the second letter of a word on, or after a prefix.
  const follow = (editor) => editor.on("inputRead", (_, change) => {
    if (editor.state.completionActive || !/^[\w\u3007\u3400-\u9fff:-]+$/.test(change.text.join(""))) return;
    const cursor = editor.getCursor(), typed = TYPED.exec(editor.getLine(cursor.line).slice(0, cursor.ch))[0];
    if ((typed.length > 2 || /[:\u3400-\u9fff]/.test(typed)) && apt(editor) && hints(editor).list.length) {
      setTimeout(() => show(editor)); // the change is not drawn yet
    }
  });

  return { show, follow, fitting };
})();
