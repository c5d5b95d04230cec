// Comfort only: every page works without this file. It makes no request and sends nothing.
// Drafts live in sessionStorage (this tab only, gone when it closes) because court machines are shared;
// they carry the person they belong to, so that the next one who signs in is not offered them.
(() => {
  "use strict";
  const PREFIX = "toaan-draft:";
  const DAY = 24 * 60 * 60 * 1000;
  const IGNORED = ["password", "file", "hidden", "submit", "button", "reset", "image"];

  const store = {
    get(name) {
      try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; }
    },
    set(name, value) {
      try { sessionStorage.setItem(name, JSON.stringify(value)); } catch { /* full or closed: no draft then */ }
    },
    drop(name) {
      try { sessionStorage.removeItem(name); } catch { /* nothing to drop */ }
    },
    names() {
      try { return Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX)); } catch { return []; }
    },
  };

  const hasPassword = (root) => root.querySelector('input[type="password"]') !== null;
  const draftForms = () =>
    [...document.querySelectorAll('form[method="post" i]:not([data-no-draft])')].filter((form) => !hasPassword(form));
  // Attributes, not properties: a field named "action" or "method" would hide the property.
  const isPost = (form) => (form.getAttribute("method") || "").toLowerCase() === "post";
  const pathOf = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;
  const keyOf = (form) => `${PREFIX}${document.body.dataset.person || ""}:${pathOf(form)}#${form.getAttribute("id") || ""}`;
  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !IGNORED.includes(field.type));
  const isSwitch = (field) => field.type === "checkbox" || field.type === "radio";
  const valuesOf = (form) =>
    fieldsOf(form).map((field) => (isSwitch(field) ? [field.name, field.value, field.checked] : [field.name, field.value]));

  function fill(form, values) {
    const waiting = fieldsOf(form);
    for (const [name, value, checked] of values) {
      const at = waiting.findIndex((field) => field.name === name && (checked === undefined || field.value === value));
      if (at < 0) continue;
      const [field] = waiting.splice(at, 1);
      if (checked === undefined) field.value = value;
      else field.checked = checked;
    }
    form.dataset.changed = "1";
  }

  const WORDS = document.documentElement.lang === "en"
    ? { kept: (time) => `What you typed at ${time} has not been sent yet.`, again: "Fill in again", drop: "Discard" }
    : { kept: (time) => `Còn nội dung bạn đã nhập lúc ${time} mà chưa gửi được.`, again: "Điền lại", drop: "Bỏ" };

  function offer(form, draft) {
    const box = document.createElement("div");
    box.className = "ta-draft";
    box.setAttribute("role", "status");
    const text = document.createElement("p");
    const time = new Date(draft.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    text.textContent = WORDS.kept(time);
    const button = (label, css, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = `govuk-button ${css}`;
      made.textContent = label;
      made.addEventListener("click", () => {
        act();
        box.remove();
      });
      return made;
    };
    box.append(
      text,
      button(WORDS.again, "", () => fill(form, draft.values)),
      button(WORDS.drop, "govuk-button--secondary", () => store.drop(keyOf(form))),
    );
    form.before(box);
  }

  // A draft that was sent is settled by the next page: an error or sign-in page keeps it, any other forgets it.
  function settleDrafts() {
    const keep = hasPassword(document) || document.querySelector("[data-draft-keep]") !== null;
    for (const name of store.names()) {
      const draft = store.get(name);
      if (!draft || Date.now() - draft.at > DAY) store.drop(name);
      else if (draft.sent && keep) store.set(name, { ...draft, sent: false });
      else if (draft.sent) store.drop(name);
    }
  }

  function watch(form) {
    const key = keyOf(form);
    const draft = store.get(key);
    const before = JSON.stringify(valuesOf(form));
    // After a refusal the server shows the typed text itself; a draft beside it would only confuse.
    const refused = form.querySelector(".govuk-form-group--error") !== null;
    if (draft && !refused && JSON.stringify(draft.values) !== before) offer(form, draft);
    let timer = 0;
    form.addEventListener("input", () => {
      form.dataset.changed = "1";
      clearTimeout(timer);
      timer = setTimeout(() => store.set(key, { at: Date.now(), values: valuesOf(form) }), 400);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      if (form.dataset.changed) store.set(key, { at: Date.now(), values: valuesOf(form), sent: true });
    });
  }

  // One press, one act: a second press while the first is on its way is ignored.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !isPost(form)) return;
    const patience = form.querySelector('input[type="file"]') ? 120000 : 15000;
    if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < patience) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = String(Date.now());
    delete form.dataset.changed;
    if (/\/(logout|dang-xuat)\/$/.test(pathOf(form))) store.names().forEach(store.drop);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (!form || !event.detail.successful) return;
    delete form.dataset.changed;
    store.drop(keyOf(form));
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
  addEventListener("beforeunload", (event) => {
    if (draftForms().some((form) => form.dataset.changed)) event.preventDefault();
  });

  settleDrafts();
  draftForms().forEach(watch);
  document.querySelector("[data-error-summary]:not([data-sample] *)")?.focus();
  // A filter stands open on a desk; on a phone it folds away unless it is in use.
  if (matchMedia("(max-width: 820px)").matches) {
    document.querySelectorAll("details[data-fold-narrow]").forEach((fold) => { fold.open = false; });
  }
  // A field that a scanner types into: it stays in focus, and the lines are counted as they come.
  document.querySelectorAll("textarea[data-scan]").forEach((field) => {
    const told = document.createElement("p");
    told.className = "ta-small ta-muted";
    told.setAttribute("aria-live", "polite");
    const count = () => {
      const lines = field.value.split("\n").filter((line) => line.trim()).length;
      told.textContent = field.dataset.scan.replace("{n}", String(lines));
    };
    field.after(told);
    field.addEventListener("input", count);
    count();
  });
  // The reader: a larger page opens at the place that was being read; + and – work while the document has the focus.
  document.querySelectorAll("a[data-zoom]").forEach((link) => link.addEventListener("click", () => {
    const seen = [...document.querySelectorAll("figure[id^=bl-]")].find((page) => page.getBoundingClientRect().bottom > 160);
    if (seen) link.hash = seen.id;
  }));
  document.querySelector("[data-zoom-keys]")?.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = { "+": "+", "=": "+", "-": "-", "–": "-" }[event.key];
    if (way) document.querySelector(`a[data-zoom="${way}"]`)?.click();
  });
  if (location.hash.startsWith("#bl-") && location.search.includes("co=")) {
    document.querySelector("[data-zoom-keys]")?.focus({ preventScroll: true });
  }
  document.documentElement.classList.add("ta-live");
  document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
})();
