// One box that ticks all bookmarks of the page; what is done to the ticked ones stays in sight.
// Without this file each is ticked by itself, and the form stands below them.
"use strict";

(() => {
  const form = document.getElementById("selection");
  const label = document.querySelector(".select-all");
  if (!form || !label) return;
  const all = label.querySelector("input");
  const boxes = [...document.querySelectorAll('input[name="bookmark"][form="selection"]')];
  label.hidden = false;

  function show() {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    form.classList.toggle("is-in-use", ticked > 0);
  }

  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  for (const box of boxes) box.addEventListener("change", show);
  addEventListener("pageshow", show);
})();

// Whoever opens a note goes on at its end.
(() => {
  function goToEnd(form) {
    const field = form?.querySelector("textarea");
    if (!field || field !== document.activeElement) return;
    field.setSelectionRange(field.value.length, field.value.length);
    field.scrollTop = field.scrollHeight;
  }

  document.addEventListener("htmx:afterSettle", (event) => goToEnd(event.target.closest(".note-form")));
  addEventListener("load", () => goToEnd(document.querySelector(".note-form")));
})();
