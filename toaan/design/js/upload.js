// Uploads that resume: turns every [data-upload] field into a list of files, sent in pieces over tus 1.0. Without this
// file the plain input stays and works. All words come from the server (data-words).
(() => {
  "use strict";
  // Each field brings this file; it runs once.
  if (document.documentElement.dataset.uploads) return;
  document.documentElement.dataset.uploads = "1";
  const FIRST = 256 * 1024, LEAST = 64 * 1024, MOST = 8 * 1024 * 1024;
  const SECONDS_A_PIECE = 2;
  const PATIENCE = 120000;
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const b64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const make = (tag, css, text) => {
    const made = document.createElement(tag);
    if (css) made.className = css;
    if (text) made.textContent = text;
    return made;
  };
  const size = (n) => {
    if (n < 999500) return `${Math.max(1, Math.round(n / 1000))} kB`;
    return `${(n / 1e6).toLocaleString("vi-VN", { maximumFractionDigits: n < 1e7 ? 1 : 0 })} MB`;
  };

  class Refused extends Error {
    constructor(status, code, message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  // One file on its way. States: waiting, sending, paused, offline, checking, ready, failed, left (begun earlier, file not chosen).
  class Row {
    constructor(field, file, known) {
      this.field = field;
      this.file = file;
      this.name = file ? file.name : known.name;
      this.size = file ? file.size : known.size;
      this.offset = known ? known.received : 0;
      this.url = known ? known.url : null;
      this.speed = 0;
      this.draw();
      if (known && known.ready) this.done(known.id);
      else this.show(file ? "waiting" : "left");
    }

    draw() {
      const words = this.field.words;
      this.box = make("li", "ta-upload__row");
      this.box.append(make("span", "ta-upload__name", this.name), " ", make("span", "ta-upload__size", size(this.size)));
      this.bar = make("div", "ta-upload__bar");
      this.bar.setAttribute("role", "progressbar");
      this.bar.setAttribute("aria-label", this.name);
      this.bar.setAttribute("aria-valuemin", "0");
      this.bar.setAttribute("aria-valuemax", "100");
      this.fill = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      this.fill.setAttribute("viewBox", "0 0 100 1");
      this.fill.setAttribute("preserveAspectRatio", "none");
      this.fill.setAttribute("aria-hidden", "true");
      this.rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      this.rect.setAttribute("height", "1");
      this.fill.append(this.rect);
      this.bar.append(this.fill);
      this.text = make("p", "ta-upload__state");
      this.figures = make("span", "ta-upload__figures ta-num");
      this.said = make("span", "ta-upload__said");
      this.said.setAttribute("role", "status");
      this.text.append(this.said, " ", this.figures);
      this.buttons = make("div", "ta-upload__buttons");
      const button = (label, act) => {
        const made = make("button", "ta-upload__button", label);
        made.type = "button";
        made.append(make("span", "govuk-visually-hidden", ` ${this.name}`));
        made.addEventListener("click", act);
        this.buttons.append(made);
        return made;
      };
      this.pauseButton = button(words.pause, () => this.pause());
      this.resumeButton = button(words.resume, () => this.resume());
      this.dropButton = button(words.drop, () => this.drop());
      this.box.append(this.bar, this.text, this.buttons);
      this.field.list.append(this.box);
    }

    show(state, message) {
      const words = this.field.words;
      this.state = state;
      const percent = this.size ? Math.floor((100 * this.offset) / this.size) : 0;
      this.rect.setAttribute("width", String(percent));
      this.bar.setAttribute("aria-valuenow", String(percent));
      this.bar.hidden = state === "ready";
      this.box.className = `ta-upload__row ta-upload__row--${state}`;
      const moving = state === "sending" && this.speed > 0;
      this.figures.textContent = state === "ready" || state === "failed" ? "" : `${percent} %${moving ? `, ${this.left()}` : ""}`;
      const said = message || { sending: words.sending, waiting: words.waiting, paused: words.paused, offline: words.offline,
        checking: words.checking, ready: words.ready, failed: words.failed, left: words.leftOff }[state];
      if (this.said.textContent !== said) this.said.textContent = said;
      const focused = document.activeElement;
      this.pauseButton.hidden = !["sending", "waiting", "offline"].includes(state);
      this.resumeButton.hidden = !(["paused", "failed"].includes(state) && this.file && !this.final);
      this.dropButton.hidden = state === "checking";
      if (this.buttons.contains(focused) && focused.hidden) {
        [this.resumeButton, this.pauseButton, this.dropButton].find((b) => !b.hidden)?.focus();
      }
      this.field.changed();
    }

    left() {
      const words = this.field.words;
      const seconds = Math.ceil((this.size - this.offset) / this.speed);
      if (seconds < 60) return `${words.left} ${Math.max(1, seconds)} ${words.seconds}`;
      if (seconds < 5400) return `${words.left} ${Math.ceil(seconds / 60)} ${words.minutes}`;
      return `${words.left} ${Math.ceil(seconds / 3600)} ${words.hours}`;
    }

    pause() {
      this.stopped = true;
      this.request?.abort();
      this.show("paused");
      this.field.next();
    }

    resume() {
      this.stopped = false;
      this.show("waiting");
      this.field.next();
    }

    async drop() {
      this.stopped = true;
      this.dropped = true;
      this.request?.abort();
      this.worker?.terminate();
      this.box.remove();
      this.field.rows = this.field.rows.filter((row) => row !== this);
      this.field.input.focus();
      this.field.changed();
      this.field.next();
      if (this.url) await fetch(this.url, { method: "DELETE", headers: this.field.headers(), credentials: "same-origin" }).catch(() => {});
    }

    done(id) {
      this.offset = this.size;
      const hidden = make("input");
      hidden.type = "hidden";
      hidden.name = this.field.box.dataset.name;
      hidden.value = id;
      this.box.append(hidden);
      this.worker?.terminate();
      this.show("ready");
    }

    ask(job, told) {
      if (!this.worker) {
        this.worker = new Worker(this.field.box.dataset.worker);
        this.waiting = new Map();
        this.count = 0;
        this.worker.onmessage = ({ data }) => {
          const [good, bad] = this.waiting.get(data.id);
          this.waiting.delete(data.id);
          if (data.fault) bad(new Refused(0, "unreadable", this.field.words.unreadable));
          else good(data);
        };
        this.worker.onerror = () => this.waiting.forEach(([, bad]) => bad(new Refused(0, "unreadable", this.field.words.unreadable)));
        this.ask("open", { file: this.file });
      }
      this.count += 1;
      return new Promise((good, bad) => {
        this.waiting.set(this.count, [good, bad]);
        this.worker.postMessage({ id: this.count, job, ...told });
      });
    }

    // XMLHttpRequest for pieces: fetch reports no progress of what is sent.
    call(method, url, headers, body) {
      return new Promise((good, bad) => {
        const request = new XMLHttpRequest();
        this.request = request;
        request.open(method, url);
        Object.entries({ ...this.field.headers(), ...headers }).forEach(([name, value]) => request.setRequestHeader(name, value));
        request.timeout = PATIENCE * 3;
        const from = this.offset;
        let quiet = setTimeout(() => request.abort(), PATIENCE);
        request.upload.onprogress = (event) => {
          clearTimeout(quiet);
          quiet = setTimeout(() => request.abort(), PATIENCE);
          if (method === "PATCH" && this.state === "sending") {
            this.offset = from + event.loaded;
            this.show("sending");
          }
        };
        request.onloadend = () => {
          clearTimeout(quiet);
          this.offset = from;
          if (request.status === 0) bad(new Refused(0, "offline", ""));
          else if (request.status < 300) good(request);
          else {
            let told = {};
            try { told = JSON.parse(request.responseText); } catch { /* an answer of a proxy, or a page */ }
            const signedOut = request.status === 401 || (request.status === 403 && !told.code);
            bad(new Refused(request.status, signedOut ? "signed_out" : told.code || "", signedOut ? this.field.words.signedOut : told.message || ""));
          }
        };
        request.send(body);
      });
    }

    // Until it is done, paused or refused; every break of the line is waited out with growing pauses.
    async run() {
      let tries = 0;
      this.turn = (this.turn || 0) + 1;
      const { turn } = this;
      // A pause and a quick resume must not leave two runs at work.
      const over = () => this.stopped || turn !== this.turn;
      this.known = false;
      this.show("sending");
      while (!over()) {
        try {
          const before = this.offset;
          await this.step(over);
          if (this.offset > before) tries = 0;
          if (this.state === "ready") return;
        } catch (fault) {
          if (over()) return;
          if (!this.mend(fault instanceof Refused ? fault : new Refused(-1, "failed", ""))) return;
          tries += 1;
          await Promise.race([wait(Math.min(30000, 500 * 2 ** Math.min(tries, 6)) * (0.75 + Math.random() / 2)), this.field.online()]);
          this.known = false;
        }
      }
    }

    // Whether it is worth trying again.
    mend(fault) {
      const again = fault.code === "offline" || [408, 409, 423, 429, 460, 502, 503, 504].includes(fault.status) || (fault.status >= 500 && fault.status !== 507);
      if (fault.status === 404 && this.url) { // expired on the server: from the beginning
        this.url = null;
        this.offset = 0;
        return true;
      }
      if (again && fault.code !== "upload.quota") {
        this.show("offline", fault.status === 423 ? this.field.words.busy : fault.status === 0 || fault.status >= 500 ? "" : fault.message);
        return true;
      }
      this.stopped = true;
      // What the server judged for good (kind, virus, hash) is not sent again; a lost session is.
      this.final = fault.code.startsWith("file.") || fault.code === "upload.changed";
      this.show("failed", fault.message);
      this.field.next();
      return false;
    }

    async step(over) {
      if (!this.url) await this.begin();
      else if (!this.known) {
        const head = await this.call("HEAD", this.url, {});
        this.offset = Number(head.getResponseHeader("Upload-Offset"));
      }
      this.known = true;
      if (this.offset < this.size) await this.sendPiece(over);
      else await this.finish();
    }

    async begin() {
      const told = { filename: this.name, door: this.field.box.dataset.door, place: this.field.place, mark: String(this.file.lastModified) };
      const metadata = Object.entries(told).map(([key, value]) => `${key} ${b64(value)}`).join(",");
      const answer = await this.call("POST", this.field.box.dataset.url, { "Upload-Length": String(this.size), "Upload-Metadata": metadata });
      this.url = answer.getResponseHeader("Location");
      this.offset = Number(answer.getResponseHeader("Upload-Offset"));
    }

    async sendPiece(over) {
      const end = Math.min(this.size, this.offset + (this.piece || FIRST));
      const { bytes, crc } = await this.ask("piece", { start: this.offset, end });
      if (over()) return;
      this.show("sending");
      const began = performance.now();
      await this.call("PATCH", this.url, {
        "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(this.offset), "Upload-Checksum": `crc32 ${crc}`,
      }, bytes);
      const seconds = Math.max(0.001, (performance.now() - began) / 1000);
      const now = (end - this.offset) / seconds;
      this.speed = this.speed ? this.speed * 0.7 + now * 0.3 : now;
      this.piece = Math.round(Math.min(MOST, Math.max(LEAST, now * SECONDS_A_PIECE)));
      this.offset = end;
      if (!over()) this.show("sending");
    }

    async finish() {
      this.show("checking");
      const { sha256 } = await this.ask("hash", {});
      const answer = await this.call("POST", `${this.url}xong/`, { "Content-Type": "application/json" }, JSON.stringify({ sha256 }));
      this.done(JSON.parse(answer.responseText).id);
      this.field.next();
    }
  }

  class Field {
    constructor(box) {
      this.box = box;
      this.words = JSON.parse(box.dataset.words);
      this.input = box.querySelector('input[type="file"]');
      this.list = box.querySelector(".ta-upload__list");
      this.form = this.input.form;
      this.rows = [];
      // One page may hold several forms for several things: the place is page, form and field.
      this.place = `${location.pathname}#${this.form.getAttribute("action") || ""}#${this.input.name}`;
      this.several = "several" in box.dataset;
      box.classList.add("ta-upload--live");
      box.querySelectorAll("[data-kept]").forEach((row) => this.keep(row));
      this.input.addEventListener("change", () => this.choose([...this.input.files]));
      const hint = make("p", "ta-upload__hint", this.words.dropHere);
      this.input.after(hint);
      box.addEventListener("dragover", (event) => {
        event.preventDefault();
        box.classList.add("ta-upload--over");
      });
      box.addEventListener("dragleave", () => box.classList.remove("ta-upload--over"));
      box.addEventListener("drop", (event) => {
        event.preventDefault();
        box.classList.remove("ta-upload--over");
        this.choose([...event.dataTransfer.files]);
      });
      // Before ui.js hears of it: a form that still waits was not sent.
      this.form.addEventListener("submit", (event) => this.submitting(event), true);
      this.recall();
    }

    headers() {
      return { "Tus-Resumable": "1.0.0", Accept: "application/json", "X-CSRFToken": this.form.querySelector("[name=csrfmiddlewaretoken]")?.value || "" };
    }

    online() {
      return new Promise((done) => addEventListener("online", done, { once: true }));
    }

    keep(row) {
      const drop = make("button", "ta-upload__button", this.words.drop);
      drop.type = "button";
      drop.append(make("span", "govuk-visually-hidden", ` ${row.querySelector(".ta-upload__name").textContent}`));
      drop.addEventListener("click", () => {
        fetch(`${this.box.dataset.url}${row.querySelector("input").value}/`, { method: "DELETE", headers: this.headers(), credentials: "same-origin" }).catch(() => {});
        row.remove();
      });
      row.append(drop);
    }

    // What was left unfinished here, in this browser or another.
    async recall() {
      try {
        const answer = await fetch(`${this.box.dataset.url}?cho=${encodeURIComponent(this.place)}`, { headers: this.headers(), credentials: "same-origin" });
        if (!answer.ok) return;
        const shown = [...this.box.querySelectorAll("[data-kept] input")].map((input) => input.value);
        const { uploads } = await answer.json();
        uploads.filter((known) => !shown.includes(known.id) && !this.rows.some((row) => row.url === known.url))
          .forEach((known) => this.rows.push(new Row(this, null, known)));
      } catch { /* no line now: choosing the file finds the earlier upload all the same */ }
    }

    choose(files) {
      if (!this.several) {
        files = files.slice(0, 1);
        this.box.querySelectorAll("[data-kept]").forEach((row) => row.remove());
        this.rows.filter((row) => !files.length || row.name !== files[0].name || row.size !== files[0].size).forEach((row) => row.drop());
      }
      files.forEach((file) => {
        const same = this.rows.find((row) => row.name === file.name && row.size === file.size);
        if (same && same.state === "left") {
          same.file = file;
          same.resume();
        } else if (same && same.final) {
          same.drop();
          this.add(file);
        } else if (!same) this.add(file);
      });
      this.input.value = "";
      this.next();
    }

    add(file) {
      const row = new Row(this, file, null);
      this.rows.push(row);
      if (file.size > Number(this.box.dataset.most)) {
        row.final = true;
        row.stopped = true;
        row.show("failed", this.words.tooBig);
      }
    }

    // One at a time: on a slow line two halves arrive later than one whole.
    next() {
      if (this.rows.some((row) => ["sending", "checking", "offline"].includes(row.state))) return;
      const row = this.rows.find((one) => one.state === "waiting");
      if (row) row.run();
      else this.sendForm();
    }

    busy() {
      return this.rows.some((row) => ["waiting", "sending", "checking", "offline"].includes(row.state));
    }

    // Also files that have arrived but were not handed in with the form: leaving the page asks first.
    changed() {
      this.form.dataset.uploading = this.rows.some((row) => !["left", "failed"].includes(row.state)) ? "1" : "";
    }

    // A file that is still on its way holds the form back; one that stopped must be sent on or left out knowingly.
    submitting(event) {
      const stuck = this.rows.find((row) => row.state !== "ready");
      if (!stuck) {
        this.form.dataset.uploading = "";
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      this.submitter = event.submitter || null;
      this.wanted = this.busy();
      this.say(this.wanted ? this.words.wait : this.words.unfinished);
      if (!this.wanted) [stuck.resumeButton, stuck.dropButton].find((button) => !button.hidden)?.focus();
    }

    say(text) {
      if (!this.note) {
        this.note = make("p", "ta-upload__note", "");
        this.note.setAttribute("role", "alert");
        this.box.append(this.note);
      }
      this.note.textContent = text;
    }

    sendForm() {
      if (!this.wanted) return;
      this.wanted = false;
      if (this.rows.every((row) => row.state === "ready")) {
        this.say("");
        this.form.requestSubmit(this.submitter);
      } else this.say(this.words.unfinished);
    }
  }

  addEventListener("beforeunload", (event) => {
    if (document.querySelector('form[data-uploading="1"]')) event.preventDefault();
  });
  document.querySelectorAll("[data-upload]").forEach((box) => {
    if (window.Worker && box.querySelector('input[type="file"]')?.form) new Field(box);
  });
})();
