// A passage that is selected can be copied with its citation, linked to and bookmarked.
// Without this file each paragraph has a link of its own.
"use strict";

(() => {
  const LONGEST = 20000; // As determinations/passages.py has it.
  const tools = document.createElement("div");
  tools.className = "passage-tools";
  tools.setAttribute("role", "toolbar");
  tools.setAttribute("aria-label", "The selected passage");
  let selected = null;

  tools.append(
    window.copyButton("Copy with citation", () => `“${selected.text}” ${selected.citation}, ${selected.url}`),
    window.copyButton("Copy link to this passage", () => selected.url),
  );
  const pattern = document.getElementById("passage-bookmark");
  tools.firstElementChild.dataset.shortcut = "c";
  tools.firstElementChild.dataset.shortcutLabel = "Copy the selected passage with its citation";

  // What the page adds to the letter's own words.
  function ownText(fragment) {
    for (const added of fragment.querySelectorAll("sup, .passage-link, .passage-start")) added.remove();
    return fragment.textContent;
  }

  // Python counts characters, JavaScript pairs of surrogates as two.
  function lengthOf(text) {
    return [...text].length;
  }

  function placeIn(container, node, offset) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const paragraph = element.closest("[data-start]");
    if (!paragraph || !container.contains(paragraph)) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    const place = Number(paragraph.dataset.start) + lengthOf(ownText(before.cloneContents()));
    // Behind the paragraph's words stands a space of the page's, before the link to it.
    return paragraph.dataset.end ? Math.min(place, Number(paragraph.dataset.end)) : place;
  }

  function wordsOf(range) {
    const fragment = range.cloneContents();
    const paragraphs = fragment.querySelectorAll("p");
    const parts = paragraphs.length > 0 ? [...paragraphs] : [fragment];
    return parts.map((part) => ownText(part).replace(/\s+/g, " ").trim()).filter(Boolean).join(" ");
  }

  function citationFor(container) {
    const cite = container.closest("section.item")?.querySelector("[data-short-citation]")
      ?? document.querySelector("[data-short-citation]");
    return cite?.dataset.shortCitation ?? document.title;
  }

  function passageOf(selection) {
    if (selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    const common = range.commonAncestorContainer;
    const container = (common.nodeType === Node.ELEMENT_NODE ? common : common.parentElement).closest("[data-place]");
    if (!container) return null;
    const start = placeIn(container, range.startContainer, range.startOffset);
    const end = placeIn(container, range.endContainer, range.endOffset);
    const text = wordsOf(range);
    if (start === null || end === null || end <= start || end - start > LONGEST || !text) return null;
    const place = `${container.dataset.place}:${start}-${end}`;
    const address = `${location.pathname}?passage=${place}#passage`;
    return { container, text, place, citation: citationFor(container), url: new URL(address, location.origin).href };
  }

  // The button of the selected passage, which the portal cuts from its own text by its place; a visitor's leads
  // to signing in and back to the passage.
  function bookmarkButton() {
    const button = document.importNode(pattern.content, true).firstElementChild;
    const address = new URL(selected.url).pathname + new URL(selected.url).search;
    if (button.matches("a")) {
      const way = new URL(button.getAttribute("href"), location.origin);
      way.searchParams.set("next", address);
      button.href = way.href;
    } else {
      button.querySelector("[name=what]").value = selected.place;
      button.querySelector("[name=next]").value = address;
    }
    return button;
  }

  function offerBookmark() {
    tools.querySelector(".bookmark")?.remove();
    const button = bookmarkButton();
    tools.append(button);
    htmx.process(button);
  }

  // The tools stand behind the text in the page's order: whoever leaves them goes on there.
  function showTools() {
    if (tools.contains(document.activeElement)) return;
    selected = passageOf(document.getSelection());
    if (!selected) tools.remove();
    else if (tools.previousElementSibling !== selected.container) selected.container.after(tools);
    if (selected && pattern) offerBookmark();
  }

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(showTools, 150);
  });

  // Tab leads from the selection to its tools: any other control on the way would take the selection away.
  function enterTools(event) {
    if (event.shiftKey || tools.contains(document.activeElement)) return;
    event.preventDefault();
    tools.firstElementChild.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (!tools.isConnected) return;
    if (event.key === "Tab") enterTools(event);
    if (event.key !== "Escape") return;
    tools.remove();
    document.getSelection().removeAllRanges();
  });
})();
