// A filing menu stays on the screen, and closes when one goes on elsewhere. Without this file it closes by its button.
"use strict";

(() => {
  function openMenus() {
    return document.querySelectorAll(".filing[open]");
  }

  // Where the screen has no room below the button, the menu opens above it.
  function place(menu) {
    menu.classList.remove("opens-up");
    const box = menu.querySelector(".filing-menu").getBoundingClientRect();
    menu.classList.toggle("opens-up", menu.open && box.bottom > innerHeight && box.top > box.height + 50);
  }

  document.addEventListener("htmx:afterSettle", () => openMenus().forEach(place));
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.(".filing")) place(event.target);
  }, true);

  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      const hadFocus = menu.contains(document.activeElement);
      menu.open = false;
      if (hadFocus) menu.querySelector("summary").focus();
    }
  });
})();
