"use strict";
// A click on a fact opens its card beside the text; n and p go from fact to fact, Esc closes.
// Without this script the same links reload the page with the card in it.
(() => {
  const text = document.getElementById("text"), pick = document.getElementById("pick");
  const shown = (a) => [...a.classList].every((name) => document.getElementById(`k-${name}`)?.checked ?? true);
  const facts = () => [...text.querySelectorAll("a.f:not([data-on])")].filter(shown);
  let current = text.querySelector("mark a.f");
  let asked = 0;
  const hint = document.getElementById("card").cloneNode(true);
  const opened = () => document.querySelector("#card .close");

  const light = (a) => {
    for (const on of text.querySelectorAll(".on")) on.classList.remove("on");
    if (a) for (const same of text.querySelectorAll(`a.f[href="${CSS.escape(a.getAttribute("href"))}"]`)) same.classList.add("on");
  };
  const open = async (a) => {
    const turn = ++asked, address = new URL(a.href);
    current = a;
    light(a);
    history.replaceState(null, "", address);
    address.searchParams.set("part", "card");
    let page;
    try {
      const answer = await fetch(address);
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      location.assign(a.href);
      return;
    }
    const card = page.getElementById("card");
    if (turn !== asked || !card) return;
    document.getElementById("card").replaceWith(document.adoptNode(card));
    // on a narrow screen the card lies over the text: not over what it tells of
    if (matchMedia("(max-width: 760px)").matches) a.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    asked++;
    light(null);
    for (const mark of text.querySelectorAll("mark")) mark.classList.add("done");
    const card = document.getElementById("card");
    if (card.querySelector(".close")) {
      if (hint.querySelector(".close")) card.hidden = true;
      else card.replaceWith(hint.cloneNode(true));
    }
    history.replaceState(null, "", location.pathname);
    current?.focus({ preventScroll: true });
  };
  const step = (by) => {
    const all = facts();
    if (!all.length) return;
    let at = all.indexOf(current);
    if (at < 0 && current) at = all.findIndex((a) => current.compareDocumentPosition(a) & Node.DOCUMENT_POSITION_FOLLOWING) - (by > 0 ? 1 : 0);
    else if (at < 0) {
      at = all.findIndex((a) => a.getBoundingClientRect().top > 70) - (by > 0 ? 1 : 0);
    }
    const next = all[(at + by + all.length) % all.length];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
    open(next);
  };

  text.addEventListener("click", (event) => {
    const a = event.target.closest("a.f");
    if (!a || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (!shown(a)) { event.preventDefault(); return; }
    event.preventDefault();
    open(a);
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#card .close")) return;
    event.preventDefault();
    close();
  });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Escape" && (opened() || text.querySelector("mark:not(.done)"))) close();
    else return;
    event.preventDefault();
  });

  // What is selected has an address too: its code points, as the graph counts them.
  const before = (node, offset) => {
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(node, offset);
    return [...range.toString()].length;
  };
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    pick.hidden = true;
    if (chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    const start = before(range.startContainer, range.startOffset);
    const end = before(range.endContainer, range.endOffset);
    if (start >= end) return;
    const box = range.getBoundingClientRect();
    pick.href = `?start=${start}&end=${end}#c${start}`;
    pick.textContent = `${pick.dataset.words} [${start}:${end}]`;
    pick.hidden = false;
    pick.style.top = `${box.bottom + scrollY + 6}px`;
    pick.style.left = `${Math.max(8, Math.min(box.left, innerWidth - pick.offsetWidth - 8))}px`;
  });
})();
