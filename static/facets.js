// The box that looks through a facet's values: what is in sight narrows at once, the server tells the rest.
"use strict";

(() => {
  const LEAST_HEIGHT = 192;
  const heights = new Map();
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);

  const listOf = (box) => document.getElementById(box.getAttribute("aria-controls"));
  const isBox = (element) => element instanceof Element && element.matches(".facet-find");

  // One height while it is looked through, so that nothing below the list moves. It stands in a sheet
  // of its own: htmx would copy a style attribute to new results, which the portal's policy forbids.
  function hold(list) {
    if (list.classList.contains("is-narrowed")) return;
    heights.set(list.id, Math.max(list.offsetHeight, LEAST_HEIGHT));
    const rules = [...heights].map(([id, height]) => `#${id}.is-narrowed { height: ${height}px; }`);
    sheet.replaceSync(rules.join("\n"));
    list.classList.add("is-narrowed");
  }

  function release(list) {
    list.classList.remove("is-narrowed");
  }

  function narrow(list, typed) {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    for (const value of list.querySelectorAll(".facet-value")) {
      const text = value.textContent.toLowerCase();
      const fits = value.querySelector(":checked") || words.every((word) => text.includes(word));
      value.classList.toggle("is-unfit", !fits);
    }
  }

  document.addEventListener("input", (event) => {
    if (!isBox(event.target)) return;
    const list = listOf(event.target);
    hold(list);
    narrow(list, event.target.value);
    // Emptied before anything was asked, the list is still the facet's own.
    if (!event.target.value.trim() && list.querySelector(".more")) release(list);
  });

  // Every change within the panel sends the search; what is typed here only narrows the list.
  document.addEventListener("change", (event) => {
    if (isBox(event.target)) event.stopPropagation();
  }, true);

  document.addEventListener("htmx:afterSwap", (event) => {
    const list = event.detail.target;
    const box = list.id.startsWith("values-") && document.querySelector(`.facet-find[aria-controls="${list.id}"]`);
    if (box && !box.value.trim()) release(list);
  });
})();
