"use strict";
// Before the first paint: the reader's choice of light or dark, else what the system says.
(() => {
  const root = document.documentElement, key = "theme";
  let chosen = null;
  try { chosen = localStorage.getItem(key); } catch { /* no storage: the system decides */ }
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (chosen ? chosen === "dark" : system.matches);
  const show = () => {
    root.classList.toggle("dark", isDark());
    root.classList.toggle("light", !isDark());
    document.getElementById("dark")?.setAttribute("aria-pressed", isDark());
  };
  show();
  system.addEventListener("change", show);
  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("dark");
    button.hidden = false;
    button.addEventListener("click", () => {
      chosen = isDark() ? "light" : "dark";
      try { localStorage.setItem(key, chosen); } catch { /* for this page only */ }
      show();
    });
    show();
  });
  // "/" goes to the search box, as in the picture
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    document.getElementById("find").focus();
  });
})();
