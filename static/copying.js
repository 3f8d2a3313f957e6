// What has data-copy is copied by a button behind it, whose name the attribute is.
// Without this file it is text to select.
"use strict";

(() => {
  const announcer = document.createElement("p");
  announcer.className = "visually-hidden";
  announcer.setAttribute("role", "status");
  document.querySelector("main").append(announcer);

  function say(text) {
    announcer.textContent = "";
    requestAnimationFrame(() => { announcer.textContent = text; });
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyByCommand(text);
    }
  }

  // Where the clipboard is refused, as on a page that is not served securely.
  function copyByCommand(text) {
    const before = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus({ preventScroll: true });
    return done;
  }

  async function copyAndSay(button, label, text) {
    const done = await copy(text);
    const told = done ? "Copied" : "Not copied: select it";
    say(told);
    button.textContent = told;
    setTimeout(() => { button.textContent = label; }, 1600);
  }

  function copyButton(label, textOf) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = label;
    button.addEventListener("click", () => copyAndSay(button, label, textOf()));
    return button;
  }

  for (const element of document.querySelectorAll("[data-copy]")) {
    const button = copyButton("Copy", () => element.textContent.trim());
    button.setAttribute("aria-label", element.dataset.copy);
    element.after(button);
  }

  window.copyButton = copyButton;
})();
