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

  let problem = null;

  function takeProblemBack() {
    problem?.remove();
    problem = null;
  }

  function sayProblem(text) {
    const messages = document.getElementById("messages");
    if (!messages) return;
    problem = document.createElement("p");
    problem.className = "message error";
    problem.textContent = text;
    messages.replaceChildren(problem);
  }

  // A 503 is a page of the portal's own, which stands in place of the results and needs no sentence.
  function sayRefusal(status) {
    if (status === 503) return;
    if (status === 414) sayProblem("The search is too long to be sent. Shorten it or take filters away, and try again.");
    else if (status >= 500) sayProblem("The portal failed at that. Try again; if it fails again, tell whoever runs it.");
    else sayProblem("The portal could not do that. Reload the page and try again.");
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

  document.addEventListener("htmx:beforeRequest", (event) => {
    takeProblemBack();
    event.detail.target.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:afterRequest", (event) => event.detail.target.removeAttribute("aria-busy"));
  document.addEventListener("htmx:sendError", () => sayProblem("The portal could not be reached. Check the connection and try again."));
  document.addEventListener("htmx:responseError", (event) => sayRefusal(event.detail.xhr.status));

  document.documentElement.classList.add("has-script");
  openDrawerOnWideScreens();
  foldFacetsOnNarrowScreens();
})();
