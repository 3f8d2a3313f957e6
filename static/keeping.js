// One box that ticks all bookmarks of the page. Without this file each is ticked by itself.
"use strict";

(() => {
  const form = document.getElementById("selection");
  const label = form?.querySelector(".select-all");
  if (!label) return;
  const all = label.querySelector("input");
  const boxes = [...document.querySelectorAll('input[name="bookmark"][form="selection"]')];
  label.hidden = false;

  function show() {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  }

  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  for (const box of boxes) box.addEventListener("change", show);
  addEventListener("pageshow", show);
})();
