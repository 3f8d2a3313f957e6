// What the portal did not take is said where one looks, and words that were typed are neither lost nor left unasked.
// A form with data-typed has such words: what becomes of it is said in it. Without this file a page says it.
"use strict";

(() => {
  const KEPT = "What you typed was not saved and still stands here: copy it before you reload or leave the page.";
  // A folder's name, typed in passing, is soon typed again: leaving it asks nothing.
  const GUARDED = 'form[data-typed]:not([data-typed="in-passing"])';
  const REFUSALS = new Map([
    [403, "The portal could not tell that this came from you: you signed in anew or out meanwhile, or its cookies are gone."],
    [404, "This is not there any more, or not open to you any more."],
    [414, "The search is too long to be sent. Shorten it or take filters away, and try again."],
    [503, "The portal cannot answer at the moment. Try again in a minute."],
  ]);
  const sent = new WeakSet();
  let problem = null;

  // What the server gave back unsaved, such as a preview, has data-unsaved.
  function isUnsaved(form) {
    if ("unsaved" in form.dataset) return true;
    return [...form.querySelectorAll('textarea, input[type="text"]')].some((field) => field.value !== field.defaultValue);
  }

  function typedFormOf(event) {
    const sender = event.detail.requestConfig?.elt ?? event.target;
    return sender.closest("form[data-typed]");
  }

  function takeProblemBack() {
    problem?.remove();
    problem = null;
    document.getElementById("messages")?.classList.remove("stays");
  }

  function linkTo(address, text) {
    const link = document.createElement("a");
    Object.assign(link, { href: address, target: "_blank", rel: "noopener", textContent: text });
    return link;
  }

  function closer() {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "link-button", textContent: "Close" });
    button.addEventListener("click", takeProblemBack);
    return button;
  }

  function sayInForm(form, ...said) {
    problem.setAttribute("role", "alert");
    form.append(problem);
    problem.append(...said);
    problem.scrollIntoView({ block: "nearest" });
  }

  // In a bar that stays in view: what was pressed may stand far below.
  function sayInBar(text) {
    const messages = document.getElementById("messages");
    messages?.classList.add("stays");
    messages?.append(problem);
    problem.append(text, " ", closer());
  }

  function say(form, ...said) {
    takeProblemBack();
    problem = document.createElement("p");
    problem.className = "message error";
    if (form) sayInForm(form, ...said);
    else sayInBar(said.join(""));
  }

  function sayProblem(form, text, otherwise = "") {
    const advice = form && isUnsaved(form) ? KEPT : otherwise;
    say(form, advice ? `${text} ${advice}` : text);
  }

  // The portal's own sentence, where it has one for what was asked.
  function sentenceOf(xhr) {
    const isSentence = xhr.status === 404 && (xhr.getResponseHeader("Content-Type") ?? "").startsWith("text/plain");
    return isSentence ? xhr.responseText : REFUSALS.get(xhr.status);
  }

  function sayRefusal(event) {
    const form = typedFormOf(event);
    const { xhr } = event.detail;
    // Elsewhere it is a page of the portal's own, which stands in place of the results.
    if (xhr.status === 503 && !form) return;
    const sentence = sentenceOf(xhr);
    if (xhr.status === 414 || xhr.status === 503) sayProblem(form, sentence);
    else if (xhr.status >= 500) sayProblem(form, "The portal failed at that. Try again; if it fails again, tell whoever runs it.");
    else sayProblem(form, sentence ?? "The portal could not do that.", "Reload the page and try again.");
  }

  // The page for signing in would take the place of what was typed.
  function staySignedOut(event) {
    const form = typedFormOf(event);
    const address = event.detail.xhr.getResponseHeader("HX-Redirect");
    if (!address || !form || !isUnsaved(form)) return;
    event.preventDefault();
    say(form, "You are signed out, and nothing was saved. ", linkTo(address, "Sign in in a new tab"), ", then come back here and try again: what you typed still stands here.");
  }

  // Signing in in another tab changes the token, which the portal lets its own scripts read.
  function renewToken(form) {
    const field = form.elements.namedItem("csrfmiddlewaretoken");
    const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
    if (field && token) field.value = token;
  }

  function askBeforeLeaving(event) {
    const forms = [...document.querySelectorAll(GUARDED)];
    if (!forms.some((form) => !sent.has(form) && isUnsaved(form))) return;
    event.preventDefault();
    event.returnValue = true;
  }

  document.addEventListener("submit", (event) => event.target.matches("form[data-typed]") && renewToken(event.target), true);
  // Those that htmx sends do not lead away.
  document.addEventListener("submit", (event) => event.defaultPrevented || sent.add(event.target));
  document.addEventListener("input", (event) => event.target.form && sent.delete(event.target.form));
  addEventListener("beforeunload", askBeforeLeaving);

  document.addEventListener("htmx:beforeRequest", takeProblemBack);
  document.addEventListener("htmx:beforeOnLoad", staySignedOut);
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 503 && typedFormOf(event)) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:sendError", (event) => {
    sayProblem(typedFormOf(event), "The portal could not be reached. Check the connection and try again.");
  });
  document.addEventListener("htmx:responseError", sayRefusal);
})();
