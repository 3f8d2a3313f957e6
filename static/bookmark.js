// A filing menu closes when one goes on elsewhere. Without this file it closes by its own button.
"use strict";

(() => {
  function openMenus() {
    return document.querySelectorAll(".filing[open]");
  }

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
