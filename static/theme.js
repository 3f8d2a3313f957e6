// Light and dark are chosen without loading the page anew; the server keeps the choice in a cookie.
"use strict";

(() => {
  const form = document.querySelector("form.color-scheme");
  const meta = document.querySelector("meta[name='color-scheme']");
  if (!form || !meta) return;

  function show(scheme) {
    if (scheme) document.documentElement.dataset.scheme = scheme;
    else delete document.documentElement.dataset.scheme;
    meta.content = scheme || "light dark";
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === scheme));
    }
  }

  form.addEventListener("submit", (event) => {
    const chosen = event.submitter;
    if (!chosen) return;
    event.preventDefault();
    show(chosen.value);
    const body = new URLSearchParams({ scheme: chosen.value });
    // Kept for later pages only: where that fails, this page still shows what was chosen.
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
  });
})();
