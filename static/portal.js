// Progressive enhancement only: without this file every control still works as a link or a form.
"use strict";

(() => {
  const BODY = "search-body";
  const folds = new Map();

  // Where a closed <details> cannot be shown by the stylesheet, wide screens open the filters here.
  function openDrawerOnWideScreens() {
    const drawer = document.getElementById("filters");
    if (drawer && !CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60rem)").matches) {
      drawer.open = true;
    }
  }

  // In a drawer the facets' names come first: the first facet and what is ticked stay open.
  function foldFacetsOnNarrowScreens() {
    if (!matchMedia("(max-width: 59.99rem)").matches) return;
    for (const facet of [...document.querySelectorAll("details.facet")].slice(1)) {
      facet.open = facet.querySelector(":checked") !== null;
    }
  }

  function rememberFolds(container) {
    folds.clear();
    for (const fold of container.querySelectorAll("details[id]")) folds.set(fold.id, fold.open);
  }

  function restoreFolds(container) {
    for (const fold of container.querySelectorAll("details[id]")) {
      if (folds.has(fold.id)) fold.open = folds.get(fold.id);
    }
  }

  // The control that was used may be gone with the old results: go on from the new ones' heading.
  function keepFocus() {
    const heading = document.getElementById("results-heading");
    if (heading && document.activeElement === document.body) heading.focus();
  }

  document.addEventListener("submit", (event) => {
    const drawer = document.getElementById("filters");
    if (drawer && event.target.id === "search-form" && matchMedia("(max-width: 59.99rem)").matches) {
      drawer.open = false;
    }
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === BODY) rememberFolds(event.detail.target);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === BODY) restoreFolds(event.detail.target);
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id === BODY) keepFocus();
  });

  document.addEventListener("htmx:beforeRequest", (event) => event.detail.target.setAttribute("aria-busy", "true"));
  document.addEventListener("htmx:afterRequest", (event) => event.detail.target.removeAttribute("aria-busy"));

  document.documentElement.classList.add("has-script");
  openDrawerOnWideScreens();
  foldFacetsOnNarrowScreens();
})();
