// A secret link's address is copied by a button; without this file it is text to select.
"use strict";

(() => {
  const announcer = document.createElement("p");
  announcer.className = "visually-hidden";
  announcer.setAttribute("role", "status");
  document.querySelector("main").append(announcer);

  // The clipboard is refused on a page that is not served securely.
  async function copied(address) {
    try {
      await navigator.clipboard.writeText(address.textContent);
      return true;
    } catch {
      document.getSelection().selectAllChildren(address);
      return document.execCommand("copy");
    }
  }

  for (const address of document.querySelectorAll(".link-address code")) {
    const button = document.createElement("button");
    const label = address.closest("li").querySelector("strong").textContent;
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy the link: ${label}`);
    button.addEventListener("click", async () => {
      const told = (await copied(address)) ? "Copied" : "Select it";
      announcer.textContent = told;
      button.textContent = told;
      setTimeout(() => {
        announcer.textContent = "";
        button.textContent = "Copy";
      }, 1600);
    });
    address.after(button);
  }
})();
