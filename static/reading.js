// Steps from hit to hit, and keys. Without this file the hits are a list of links.
"use strict";

(() => {
  const bar = document.getElementById("reading-context");
  if (!bar) return;

  // Hits

  const hits = [...document.querySelectorAll('mark.hit[id^="hit-"]')];
  const steps = bar.querySelector(".hit-steps");
  const status = bar.querySelector(".hit-status");
  let current = -1;

  function goTo(number) {
    hits[current]?.classList.remove("is-current");
    current = (number + hits.length) % hits.length;
    const hit = hits[current];
    for (let fold = hit.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    hit.classList.add("is-current");
    hit.focus({ preventScroll: true });
    hit.scrollIntoView({ block: "center" });
    status.textContent = `Hit ${current + 1} of ${hits.length}`;
  }

  // The first step goes on from what is at the top of the screen.
  function step(by) {
    if (current >= 0) return goTo(current + by);
    const top = bar.querySelector(".find-line").getBoundingClientRect().bottom;
    const below = hits.findIndex((hit) => hit.getBoundingClientRect().bottom > top);
    goTo(by > 0 ? Math.max(below, 0) : (below < 0 ? hits.length : below) - 1);
  }

  if (steps && hits.length > 0) {
    steps.hidden = false;
    steps.addEventListener("click", (event) => {
      const button = event.target.closest("[data-step]");
      if (button) step(Number(button.dataset.step));
    });
    bar.querySelector(".hits")?.addEventListener("click", (event) => {
      const number = hits.findIndex((hit) => `#${hit.id}` === event.target.closest("a")?.getAttribute("href"));
      if (number < 0) return;
      event.preventDefault();
      goTo(number);
    });
  }

  // Keys: where the portal has its list of shortcuts, static/shortcuts.js presses what says data-shortcut.

  if (document.getElementById("shortcuts")) return;

  function isTyping(target) {
    return target.closest("input, select, textarea, [contenteditable]") !== null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const control = [...document.querySelectorAll("[data-shortcut]")].find((one) => one.dataset.shortcut === event.key);
    if (!control || control.closest("[hidden]")) return;
    event.preventDefault();
    if (control.matches("input")) control.focus();
    else control.click();
  });
})();
