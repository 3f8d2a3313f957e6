// A form with data-passkey opens the browser's passkey dialog when it is sent, and sends its answer along.
// What to ask the browser stands in the page, or is fetched from data-options just before.
"use strict";

(() => {
  const bytes = (text) => {
    const base64 = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) =>
    btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const withBytes = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const impossible = () => {
    if (/^[\d.]+$|^\[/.test(location.hostname)) return "noName";
    if (!window.isSecureContext) return "noHttps";
    return window.PublicKeyCredential && navigator.credentials ? "" : "unknown";
  };

  async function question(form) {
    if (!form.dataset.options) return JSON.parse(document.getElementById("passkey-options").textContent);
    const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return (await answer.json()).request_options;
  }

  function create({ publicKey }, signsInAlone) {
    const selection = { ...publicKey.authenticatorSelection };
    selection.residentKey = signsInAlone ? "required" : "discouraged";
    selection.requireResidentKey = signsInAlone;
    if (signsInAlone) selection.userVerification = "required";
    return navigator.credentials.create({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        user: { ...publicKey.user, id: bytes(publicKey.user.id) },
        excludeCredentials: withBytes(publicKey.excludeCredentials),
        authenticatorSelection: selection,
      },
    });
  }

  const get = ({ publicKey }) =>
    navigator.credentials.get({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        allowCredentials: withBytes(publicKey.allowCredentials),
      },
    });

  function asJson(credential) {
    const response = { clientDataJSON: text(credential.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment || null,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    });
  }

  function reason(problem) {
    if (problem.name === "NotAllowedError" || problem.name === "AbortError") return "cancelled";
    return problem.name === "InvalidStateError" ? "known" : "failed";
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const status = form.querySelector(".passkey-status");
    const button = form.querySelector("button[type='submit']");
    const say = (why) => { status.textContent = why ? status.dataset[why] : ""; };
    const why = impossible();
    say(why);
    button.disabled = Boolean(why);

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (button.disabled) return;
      say("");
      button.disabled = true;
      try {
        const asked = await question(form);
        const credential = form.dataset.passkey === "create"
          ? await create(asked, form.elements.passwordless.checked)
          : await get(asked);
        form.elements.credential.value = asJson(credential);
        form.submit();
      } catch (problem) {
        say(reason(problem));
        button.disabled = false;
      }
    });
  }
})();
