// Everything typed goes three ways: into the rows in memory at once, into a draft in this
// browser within a moment, and to the kernel when the typing pauses or the focus leaves. The
// draft is cleared only when the kernel has answered.

const PAUSE = 400; // ms after the last key
const PATIENCE = 4000; // ms for the kernel to answer
const RETRIES = [8000, 16000, 32000, 60000]; // ms; the last repeats

const LOST =
  "The notebook's kernel has not answered. It may be busy, stopped or restarted. What you typed " +
  "is kept as a draft in this browser. If this stays, run the cell again and choose Restore.";

const CUT =
  "The notebook's kernel was stopped or restarted, so this copy no longer saves. " +
  "Run the cell again to go on.";

class Saver {
  // rowsOf(section) -> rows; changed() is called whenever status() may differ.
  constructor(model, state, rowsOf, changed) {
    Object.assign(this, { model, rowsOf, changed });
    this.client = newId("v");
    this.prefix = `cxkit-draft|${state.key}|`;
    this.rev = state.rev;
    this.saved = state.saved;
    this.seq = 0;
    this.versions = new Map(); // section -> number of edits
    this.dirty = new Set(); // edited, not sent
    this.sent = new Map(); // section -> {seq, version, at}
    this.failure = null; // {kind, reason}; "lost": no answer in time, "cut": the channel is gone
    this.greeted = false; // until then the kernel may know a later state than this page
    this.ended = null; // stale or newer: this copy saves no more
    this.paused = Boolean(state.problem); // a damaged file: nothing until a choice is made
    this.keepsDraft = true;
    this.tries = 0;
  }

  edited(section) {
    if (this.ended) return;
    this.versions.set(section, (this.versions.get(section) || 0) + 1);
    this.dirty.add(section);
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.flush(), PAUSE);
    if (!this.drafting) this.drafting = setTimeout(() => this.writeDrafts(), 100);
    this.changed();
  }

  flush() {
    clearTimeout(this.pause);
    this.writeDrafts();
    if (!this.greeted) this.watch();
    if (this.paused || this.ended || !this.greeted) return this.changed();
    for (const section of this.dirty) {
      const seq = ++this.seq;
      this.sent.set(section, { seq, version: this.versions.get(section), at: Date.now() });
      this.send({ op: "save", section, rows: this.rowsOf(section), seq });
    }
    this.dirty.clear();
    this.watch();
    this.changed();
  }

  send(message) {
    try {
      this.model.send({ ...message, client: this.client });
    } catch {
      // A closed channel: the watch below says so.
    }
  }

  // Ask whether anybody is there; nobody means the kernel was restarted.
  hello() {
    this.asked = Date.now();
    this.send({ op: "hello", rev: this.rev });
    this.watch();
  }

  watch() {
    clearTimeout(this.watching);
    const waits = [...this.sent.values()].map((one) => one.at);
    if (this.asked) waits.push(this.asked);
    if (!waits.length || this.ended || this.failure?.kind === "cut") return;
    const rest = Math.min(...waits) + PATIENCE - Date.now();
    this.watching = setTimeout(() => this.lost(), Math.max(rest, 0));
  }

  lost() {
    this.asked = null;
    this.failure = { kind: "lost", reason: LOST };
    this.again();
    this.changed();
  }

  // The channel changed, which a restart does. Should anybody answer, alive() takes it back.
  cut() {
    this.failure = { kind: "cut", reason: CUT };
    for (const timer of [this.retry, this.watching]) clearTimeout(timer);
    this.writeDrafts();
    // Not at once: a kernel that is going down may still answer.
    this.retry = setTimeout(() => this.send({ op: "hello", rev: this.rev }), 2000);
    this.changed();
  }

  again() {
    clearTimeout(this.retry);
    const wait = RETRIES[Math.min(this.tries++, RETRIES.length - 1)];
    this.retry = setTimeout(() => this.resend(), wait);
  }

  resend() {
    if (this.ended) return;
    for (const section of this.sent.keys()) this.dirty.add(section);
    if (this.dirty.size && this.greeted) this.flush();
    else this.hello();
  }

  // Any word from the kernel means it lives.
  alive() {
    this.asked = null;
    this.tries = 0;
    this.greeted = true;
    clearTimeout(this.retry);
    if (this.failure && !["readonly", "fault"].includes(this.failure.kind)) this.failure = null;
  }

  // The kernel knows a later state than this page: what was typed meanwhile becomes a draft.
  takeOver(state) {
    this.writeDrafts("aside");
    this.dirty.clear();
    this.sent.clear();
    clearTimeout(this.pause);
    Object.assign(this, {
      rev: state.rev, saved: state.saved, failure: null, paused: Boolean(state.problem),
    });
    this.watch();
  }

  acknowledged(message) {
    this.alive();
    this.failure = null;
    this.rev = message.rev;
    this.saved = message.saved;
    const one = this.sent.get(message.section);
    if (one && one.seq === message.seq) {
      this.sent.delete(message.section);
      if (one.version === this.versions.get(message.section)) this.clearDraft(message.section);
    }
    this.watch();
    this.changed();
  }

  refused(message) {
    this.alive();
    for (const section of this.sent.keys()) this.dirty.add(section);
    this.sent.clear();
    this.failure = { kind: message.kind, reason: message.reason };
    if (message.kind === "stale" || message.kind === "newer") this.ended = this.failure;
    else if (message.kind !== "large") this.again();
    this.writeDrafts();
    this.watch();
    this.changed();
  }

  get unsaved() {
    return this.dirty.size > 0 || this.sent.size > 0;
  }

  // [kind, words] of the state line.
  status() {
    if (this.ended) return ["failed", this.unsaved ? "Not saved" : "No longer saves"];
    if (this.paused) return ["failed", "Not saved: choose above how to go on"];
    const kind = this.failure && this.failure.kind;
    if (kind === "lost" && !this.unsaved) return ["busy", "Waiting for the kernel…"];
    if (kind) return ["failed", kind === "cut" && !this.unsaved ? "Not connected" : "Not saved"];
    if (this.dirty.size) return ["busy", "Typing…"];
    if (this.sent.size) return ["busy", "Saving…"];
    if (!this.rev) return ["idle", "Nothing saved yet"];
    return ["saved", `Saved ${clock(this.saved)} · revision ${this.rev}`];
  }

  // ---- drafts ---------------------------------------------------------------------------

  writeDrafts(owner = this.client) {
    clearTimeout(this.drafting);
    this.drafting = null;
    for (const section of new Set([...this.dirty, ...this.sent.keys()])) {
      const draft = { rows: this.rowsOf(section), base: this.rev, at: Date.now() };
      try {
        localStorage.setItem(`${this.prefix}${section}|${owner}`, JSON.stringify(draft));
        this.keepsDraft = true;
      } catch {
        this.keepsDraft = false; // private window or full: the banner says so
      }
    }
  }

  clearDraft(section) {
    try {
      localStorage.removeItem(`${this.prefix}${section}|${this.client}`);
    } catch {
      // nothing was kept
    }
  }

  // Drafts that other views of this answer left: [{name, section, rows, base, at}], newest first.
  drafts() {
    const found = [];
    try {
      for (const name of Object.keys(localStorage)) {
        if (!name.startsWith(this.prefix) || name.endsWith(`|${this.client}`)) continue;
        const section = name.slice(this.prefix.length).split("|")[0];
        const draft = JSON.parse(localStorage.getItem(name));
        if (draft && Array.isArray(draft.rows)) found.push({ name, section, ...draft });
      }
    } catch {
      return [];
    }
    return found.sort((one, other) => other.at - one.at);
  }

  forget(drafts) {
    for (const draft of drafts) localStorage.removeItem(draft.name);
  }

  close() {
    if (this.unsaved) this.flush();
    for (const timer of [this.pause, this.drafting, this.watching, this.retry]) clearTimeout(timer);
  }
}
