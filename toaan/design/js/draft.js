// The draft of a judgment: what is typed stays in this browser until the server has it, locked with a key that only the
// same person gets again from the server. Saving itself is htmx's (hx-post on the form); without this file the button saves.
(() => {
  "use strict";
  const form = document.getElementById("du-thao");
  if (!form) return;
  const PREFIX = "toaan-draft:locked:";
  const WEEK = 7 * 24 * 60 * 60 * 1000;
  const person = document.body.dataset.person || "";
  const name = `${PREFIX}${person}:${location.pathname}`;
  const status = document.getElementById("tu-luu");
  const words = form.dataset;
  const subtle = window.crypto && window.crypto.subtle;

  const fields = () => [...form.elements].filter((field) =>
    field.name && field.type !== "submit" && !/^(csrfmiddlewaretoken|choose-|page-)/.test(field.name));
  const values = () => fields().map((field) => [field.name, field.value]);
  const typed = (list) => JSON.stringify(list.filter(([key]) => key !== "revision" && !key.startsWith("seen-")));
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const text64 = (buffer) => {
    let text = "";
    new Uint8Array(buffer).forEach((byte) => { text += String.fromCharCode(byte); });
    return btoa(text);
  };
  const lock = subtle
    ? subtle.importKey("raw", bytes(words.key), "AES-GCM", false, ["encrypt", "decrypt"])
    : null;

  // Where the browser has no cipher (plain http) the text stays in this tab only, as other drafts do.
  const store = subtle ? localStorage : sessionStorage;
  async function keep() {
    const at = Date.now();
    const plain = JSON.stringify(values());
    let box = { at, plain };
    if (lock) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const data = await subtle.encrypt({ name: "AES-GCM", iv }, await lock, new TextEncoder().encode(plain));
      box = { at, iv: text64(iv), data: text64(data) };
    }
    try { store.setItem(name, JSON.stringify(box)); } catch { /* full: the server's copy remains */ }
  }
  async function kept() {
    try {
      const box = JSON.parse(store.getItem(name));
      if (!box) return null;
      if (box.plain) return { at: box.at, values: JSON.parse(box.plain) };
      const data = await subtle.decrypt({ name: "AES-GCM", iv: bytes(box.iv) }, await lock, bytes(box.data));
      return { at: box.at, values: JSON.parse(new TextDecoder().decode(data)) };
    } catch { return null; }
  }
  const drop = () => { try { store.removeItem(name); } catch { /* nothing to drop */ } };

  function say(message) {
    const line = document.createElement("p");
    line.className = "ta-warn";
    line.textContent = message;
    status.replaceChildren(line);
  }

  function put(list) {
    for (const [key, value] of list) {
      let field = form.elements[key];
      if (!field && /-\d+$/.test(key)) field = nextItem();
      if (field && field.name === key) field.value = value;
    }
  }

  function offer(found) {
    const box = document.createElement("div");
    box.className = "ta-draft";
    box.setAttribute("role", "status");
    const said = document.createElement("p");
    const time = new Date(found.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    said.textContent = words.kept.replace("{time}", time);
    const button = (label, css, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = `govuk-button ${css}`;
      made.textContent = label;
      made.addEventListener("click", () => { act(); box.remove(); });
      return made;
    };
    box.append(
      said,
      // The marks of the text it was typed on come back with it, so that the server sees what changed meanwhile.
      button(words.again, "", () => { put(found.values); changed(); htmx.trigger(form, "ta:retry"); }),
      button(words.drop, "govuk-button--secondary", drop),
    );
    form.before(box);
  }

  let timer = 0;
  let dirty = false;
  function changed() {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 300);
  }

  // One more item when the last one is begun.
  function nextItem() {
    const group = form.querySelector("[data-items]");
    const last = group && [...group.querySelectorAll("textarea")].pop();
    if (!last) return null;
    const number = Number(last.name.split("-").pop()) + 1;
    if (number > 60) return null;
    const made = last.closest(".govuk-form-group").cloneNode(true);
    const area = made.querySelector("textarea");
    area.name = `${group.dataset.items}-${number}`;
    area.id = `id_${area.name}`;
    area.value = "";
    const label = made.querySelector("label");
    label.htmlFor = area.id;
    label.textContent = words.item.replace("{n}", String(number));
    last.closest(".govuk-form-group").after(made);
    return area;
  }

  let place = null;
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea, input[type=text]")) place = event.target;
  });
  form.addEventListener("input", (event) => {
    changed();
    const areas = form.querySelectorAll("[data-items] textarea");
    if (areas.length && event.target === areas[areas.length - 1] && event.target.value.trim()) nextItem();
  });

  // What is chosen from the case goes to where the cursor stands.
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.('button[name="insert"][form="du-thao"]');
    const areas = [...form.querySelectorAll("textarea, input[type=text]")];
    const field = place && place.isConnected ? place : areas.filter((area) => area.value).pop() || areas[0];
    if (!button || !field) return;
    event.preventDefault();
    let text = button.dataset.text || "";
    const select = document.getElementById(`chon-${button.value.split(":").pop()}`);
    if (select) {
      const option = select.selectedOptions[0];
      const page = Number(document.getElementById(select.id.replace("chon-", "trang-")).value);
      text = page >= Number(option.dataset.first) && page <= Number(option.dataset.last) ? `(BL ${page})` : option.dataset.text;
    }
    const at = place === field ? field.selectionStart : field.value.length;
    const before = field.value.slice(0, at);
    const gap = before && !/[\s(“]$/.test(before) ? " " : "";
    field.setRangeText(gap + text, at, place === field ? field.selectionEnd : at, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // Saved, or not: the copy here goes only when the server has this very text.
  let sent = "";
  let wait = 5000;
  let again = 0;
  const retry = () => { clearTimeout(again); if (dirty) htmx.trigger(form, "ta:retry"); };
  form.addEventListener("htmx:beforeRequest", () => { sent = typed(values()); });
  form.addEventListener("toaan:saved", () => {
    wait = 5000;
    if (typed(values()) !== sent) return;
    dirty = false;
    clearTimeout(timer);
    drop();
  });
  function failed(message) {
    keep();
    if (message) say(message);
    clearTimeout(again);
    again = setTimeout(retry, wait);
    wait = Math.min(wait * 2, 60000);
  }
  form.addEventListener("htmx:sendError", () => failed(words.offline));
  form.addEventListener("htmx:timeout", () => failed(words.offline));
  form.addEventListener("htmx:responseError", (event) => {
    const signedOut = event.detail.xhr.status === 403 || event.detail.xhr.status === 401;
    failed(signedOut ? words.signedOut : words.offline);
  });
  addEventListener("online", retry);
  form.addEventListener("submit", () => { clearTimeout(timer); keep(); });
  addEventListener("pagehide", () => { if (dirty && !lock) keep(); });

  // At the start: old copies go; one that the server does not have is offered.
  for (const key of Object.keys(store)) {
    if (!key.startsWith(PREFIX)) continue;
    try { if (Date.now() - JSON.parse(store.getItem(key)).at > WEEK) store.removeItem(key); } catch { store.removeItem(key); }
  }
  kept().then((found) => {
    if (!found) return;
    const refused = document.querySelector("main[data-draft-keep]") !== null;
    if (refused || typed(found.values.filter(([, value]) => value)) === typed(values().filter(([, value]) => value))) {
      if (!refused) drop();
      return;
    }
    offer(found);
  });
})();
