// Suggestions under the search box: the combobox pattern of WAI-ARIA. Without this file it is a plain box.
"use strict";

(() => {
  const PAUSE = 150;
  const form = document.getElementById("search-form");
  const input = form?.querySelector("#q");
  if (!input || !form.dataset.suggest) return;

  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer = 0;
  let asked = null;
  let active = -1;

  function build() {
    list.id = "q-suggestions";
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    list.hidden = true;
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    input.parentElement.append(list);
    form.append(status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
  }

  const options = () => [...list.children];

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    activate(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function activate(place) {
    active = place;
    options().forEach((option, n) => option.setAttribute("aria-selected", String(n === place)));
    const option = options()[place];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function part(className, text) {
    const span = document.createElement("span");
    span.className = className;
    span.textContent = text;
    return span;
  }

  function optionOf(suggestion, n) {
    const option = document.createElement("li");
    const items = `${suggestion.count.toLocaleString("en-US")} item${suggestion.count === 1 ? "" : "s"}`;
    option.id = `q-suggestion-${n}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.text = suggestion.text;
    option.append(
      part("suggestion-label", suggestion.label), " ",
      part("suggestion-kind", suggestion.kind), " ",
      part("suggestion-count", items),
    );
    return option;
  }

  function show(suggestions) {
    if (document.activeElement !== input || !suggestions.length) return close();
    list.replaceChildren(...suggestions.map(optionOf));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    activate(-1);
    status.textContent = `${suggestions.length} suggestion${suggestions.length === 1 ? "" : "s"}`;
  }

  // What stands behind the caret is no part of what is being typed, and stays.
  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const typed = input.value.slice(0, input.selectionStart);
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      show(answer.ok ? (await answer.json()).suggestions : []);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function choose(option) {
    const rest = input.value.slice(input.selectionStart).trimStart();
    const text = option.dataset.text;
    input.value = text + rest;
    close();
    input.focus();
    input.setSelectionRange(text.length, text.length);
  }

  function move(step) {
    const count = options().length;
    // One place more than there are options: back to what was typed.
    activate(((active + 1 + step + count + 1) % (count + 1)) - 1);
  }

  function press(event) {
    if (event.isComposing) return;
    if (list.hidden) {
      if (event.key === "ArrowDown" && !event.altKey) { event.preventDefault(); ask(); }
      else if (event.key === "Enter") close();
      return;
    }
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) choose(options()[active]);
    else {
      if (event.key === "Enter" || event.key === "Tab") close();
      return;
    }
    event.preventDefault();
  }

  build();
  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    asked?.abort();
    if (event.isComposing) return;
    if (!input.value.trim()) close();
    else timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("compositionend", () => { timer = setTimeout(ask, PAUSE); });
  input.addEventListener("keydown", press);
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  // The box keeps the focus while an option is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
})();
