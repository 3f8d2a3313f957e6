// The heat map is one stop of the Tab key; arrow keys move within it. Without this file every page is a stop.
"use strict";

(() => {
  const map = document.querySelector("[data-heat-map]");
  if (!map) return;
  const cells = [...map.querySelectorAll("a")];

  // How many cells stand in a row follows from the width.
  function columns() {
    const below = cells.findIndex((cell) => cell.offsetTop > cells[0].offsetTop);
    return below < 0 ? cells.length : below;
  }

  function show(cell) {
    cells.forEach((one) => { one.tabIndex = one === cell ? 0 : -1; });
  }

  const STEPS = {
    ArrowLeft: (at) => at - 1,
    ArrowRight: (at) => at + 1,
    ArrowUp: (at) => at - columns(),
    ArrowDown: (at) => at + columns(),
    Home: () => 0,
    End: () => cells.length - 1,
  };

  map.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const at = cells.indexOf(event.target.closest("a"));
    if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = cells[step(at)];
    if (!next) return;
    show(next);
    next.focus();
  });
  map.addEventListener("focusin", (event) => show(event.target.closest("a")));
  show(cells[0]);
})();
