// Single keys that activate an element which says so: data-shortcut="key" data-shortcut-label="what it does".
"use strict";

(() => {
  const OFF = "shortcuts-off";
  const TYPED_IN = "textarea, select, [contenteditable]:not([contenteditable='false']), input:not([type='checkbox'], [type='radio'], [type='button'], [type='submit'], [type='reset'])";
  const dialog = document.getElementById("shortcuts-dialog");
  if (!dialog?.showModal) return;
  const list = dialog.querySelector("dl");
  const areOn = dialog.querySelector("input");
  let offHere = false;

  // Storage may be forbidden: the choice then holds for the page.
  function isOff() {
    try { return localStorage.getItem(OFF) === "yes"; } catch { return offHere; }
  }

  function switchOff(off) {
    offHere = off;
    try {
      if (off) localStorage.setItem(OFF, "yes");
      else localStorage.removeItem(OFF);
    } catch { /* See isOff. */ }
  }

  // A box that can be typed in goes before a link with the same key, which leads to such a box.
  function declared() {
    const byKey = new Map();
    for (const element of document.querySelectorAll("[data-shortcut]")) {
      const key = element.dataset.shortcut;
      if (!byKey.has(key) || (element.matches(TYPED_IN) && !byKey.get(key).matches(TYPED_IN))) byKey.set(key, element);
    }
    return byKey;
  }

  function row(key, label) {
    const pair = document.createElement("div");
    const term = document.createElement("dt");
    const keycap = document.createElement("kbd");
    const meaning = document.createElement("dd");
    keycap.textContent = key;
    meaning.textContent = label;
    term.append(keycap);
    pair.append(term, meaning);
    return pair;
  }

  function open() {
    const rows = [...declared()].map(([key, element]) => row(key, element.dataset.shortcutLabel || element.textContent.trim()));
    list.replaceChildren(...rows);
    areOn.checked = !isOff();
    dialog.showModal();
  }

  function activate(element) {
    if (!element.matches(TYPED_IN)) return element.click();
    element.focus();
    element.select?.();
  }

  // Shift is what a question mark is typed with; with a letter it means something else.
  function isModified(event) {
    return event.ctrlKey || event.altKey || event.metaKey || (event.shiftKey && /^\p{L}$/u.test(event.key));
  }

  // On the window, so that the scripts of a page, which listen on the document, come first.
  window.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || isModified(event)) return;
    if (isOff() || event.target.closest?.(TYPED_IN) || document.querySelector("dialog[open]")) return;
    const element = declared().get(event.key);
    if (!element || element.disabled) return;
    event.preventDefault();
    activate(element);
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-shortcut='?']") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });

  areOn.addEventListener("change", () => switchOff(!areOn.checked));
})();
