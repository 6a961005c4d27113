// The form of one exercise: its sections, one state line, what the kernel says.

// Keys of text editing and of running a cell: the notebook must not see these.
const KEPT = new Set(["a", "c", "v", "x", "y", "z", "enter", "backspace", "delete", "home", "end",
  "arrowup", "arrowdown", "arrowleft", "arrowright"]);

const VIEWS = { table: TableView, choices: ChoicesView, order: OrderView, timeline: TimelineView };

class ExerciseForm {
  constructor(model, el) {
    this.model = model;
    this.state = model.get("state");
    this.rows = {};
    this.views = new Map();
    this.idsBox = null;
    this.saver = new Saver(model, this.state, (key) => this.rows[key], () => this.drawStatus());
    this.build(el);
    this.drawAll(this.state);
    this.listen();
  }

  get locked() { return Boolean(this.saver.ended) || this.saver.paused; }

  build(el) {
    const { exercise, mine, title } = this.state;
    this.status = node("span", { class: "cx-status", role: "status" });
    this.spoken = node("span", { class: "cx-unseen", "aria-live": "polite" });
    this.told = node("div", { class: "cx-told", hidden: true });
    this.banners = node("div", { role: "alert" });
    this.sections = node("div");
    // Inside the form's own element: a form that is gone leaves the static twin in sight.
    const name = `cx-twin-${exercise.replace(".", "-")}${mine ? "-mine" : ""}`;
    const hide = node("style", { text: `.${name}{display:none}` });
    this.root = node("section", {
      class: "cx-form mathjax_ignore tex2jax_ignore", "aria-label": `Exercise ${exercise}: ${title}`,
      // A click beside the cells stays in the form: else the next letters are notebook commands.
      "data-exercise": exercise, tabindex: "-1",
    }, hide,
    node("div", { class: "cx-bar" },
      node("strong", { class: "cx-title", text: `${exercise} ${title}` }), this.told, this.status),
    this.spoken, this.banners, this.sections, keyList(this.state.sections));
    el.append(this.root);
  }

  // ---- drawing --------------------------------------------------------------------------

  drawAll(state) {
    this.state = state;
    this.materials = state.materials;
    this.recordings = state.recordings;
    this.agreed = state.agreed;
    this.closeViews();
    this.views.clear();
    this.sections.replaceChildren();
    for (const section of state.sections) {
      this.rows[section.key] = structuredClone(state.rows[section.key] || []);
      this.draw(section);
    }
    this.ask(state.questions);
    this.picture(state.picture);
    if (state.problem && state.problem.newer) {
      this.saver.ended = { kind: "newer", reason: state.problem.text };
    }
    this.found = this.saver.drafts().filter((draft) => {
      const now = this.rows[draft.section];
      if (now && !same(filled(now), filled(draft.rows))) return true;
      this.saver.forget([draft]); // what it holds was saved after all
      return false;
    });
    this.lock();
    this.drawStatus();
  }

  draw(section) {
    let view = this.views.get(section.key);
    if (view) {
      view.heading.textContent = section.title;
      view.intro.textContent = section.intro;
      view.update(section);
      return;
    }
    const View = VIEWS[section.kind];
    view = new View(this, section, this.rows[section.key] || (this.rows[section.key] = []));
    const id = newId("h");
    view.heading = node("h4", { id, text: section.title });
    view.intro = node("p", { class: "cx-intro", text: section.intro });
    view.remarks = node("div", { class: "cx-question" });
    const items = this.materials[section.material];
    const pane = items && new MaterialPane(this, items, section);
    view.frame = node("section", { class: "cx-section", "aria-labelledby": id, "data-section": section.key },
      view.heading, view.intro, view.remarks,
      node("div", { class: "cx-body" }, view.root, pane && pane.root));
    this.views.set(section.key, view);
    this.sections.append(view.frame);
  }

  change(message) {
    Object.assign(this.materials, message.materials);
    for (const section of message.sections) this.draw(section);
    if (!message.order) return;
    for (const key of this.views.keys()) if (!message.order.includes(key)) this.views.delete(key);
    keepFocus(this.root, () => arrange(this.sections,
      message.order.map((key) => this.views.get(key).frame)));
  }

  ask(questions) {
    for (const [key, view] of this.views) {
      const here = questions.filter((one) => one.section === key);
      view.ask(here.filter((one) => one.row));
      view.remarks.textContent = here.filter((one) => !one.row).map((one) => one.text).join(" ");
      view.remarks.hidden = !view.remarks.textContent;
    }
  }

  // An image of its own, never markup in the page: a learner's words stand in it.
  picture(given) {
    const view = given && this.views.get(given.section);
    if (!view) {
      if (this.image) this.image.parentNode.remove();
      this.image = null;
      return;
    }
    if (!this.image || !view.frame.contains(this.image)) {
      this.image = node("img", { class: "cx-picture" });
      view.frame.insertBefore(node("figure", { class: "cx-figure", tabindex: "0" }, this.image),
        view.frame.querySelector(".cx-body"));
    }
    this.image.alt = given.alt;
    this.image.parentNode.setAttribute("aria-label", given.alt);
    const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(given.svg)}`;
    if (this.image.src !== source) this.image.src = source;
  }

  drawStatus() {
    const [kind, words] = this.saver.status();
    if (this.status.textContent !== words) this.status.textContent = words;
    this.status.dataset.kind = kind;
    drawBanners(this);
  }

  // Read-only, but the text can still be selected and copied.
  lock() {
    for (const one of this.sections.querySelectorAll("input:not([type=search]), textarea")) {
      one.readOnly = this.locked;
    }
    const selector = "select, .cx-tool, .cx-add, .cx-label";
    if (this.locked) for (const one of this.sections.querySelectorAll(selector)) one.disabled = true;
    this.root.classList.toggle("cx-locked", this.locked);
  }

  // A short word about what just happened; with `undo`, a way back, until the next such word.
  // A `brief` way back ends with the next edit, which it would take along.
  note(text, undo, brief = false) {
    this.brief = brief;
    this.told.replaceChildren(node("span", { text }), undo ? button("Undo", () => {
      this.told.hidden = true;
      undo();
    }) : "");
    this.told.hidden = false;
    this.say(undo ? `${text} Undo stands beside the title.` : text);
  }

  say(text, seen = false) {
    this.spoken.textContent = text;
    if (seen) {
      this.told.replaceChildren(node("span", { text }));
      this.told.hidden = false;
    }
  }

  // ---- doing ----------------------------------------------------------------------------

  edited(section) {
    if (this.brief) this.told.hidden = true;
    this.brief = false;
    this.saver.edited(section);
    const view = this.views.get(section);
    if (view instanceof ChoicesView) view.drawList();
  }

  restore() {
    const newest = new Map();
    for (const draft of [...this.found].reverse()) newest.set(draft.section, draft);
    const old = this.found;
    this.found = [];
    for (const [section, draft] of newest) {
      if (!this.views.has(section)) continue;
      this.views.get(section).setRows(draft.rows);
      this.saver.edited(section);
    }
    this.saver.flush();
    this.saver.forget(old); // flush wrote them as this view's own draft
    this.root.focus({ preventScroll: true });
    this.drawStatus();
  }

  discard() {
    this.saver.forget(this.found);
    this.found = [];
    this.root.focus({ preventScroll: true });
    this.drawStatus();
  }

  recover(use) {
    this.root.focus({ preventScroll: true });
    this.saver.send({ op: "recover", use });
  }

  closeViews() { for (const view of this.views.values()) if (view.close) view.close(); }

  heard(message, buffers) {
    if (message.client !== this.saver.client) return;
    if (message.op === "saved") {
      this.saver.acknowledged(message);
      this.change(message);
      this.ask(message.questions);
      this.lock();
    } else if (message.op === "picture") {
      this.picture(message.picture);
    } else if (message.op === "media") {
      for (const view of this.views.values()) if (view.heard) view.heard(message, buffers);
    } else if (message.op === "agreed") {
      this.agreed = message.agreed;
      for (const [key, list] of Object.entries(message.agreed)) this.views.get(key)?.showAgreed(list);
    } else if (message.op === "refused") {
      this.saver.refused(message);
      this.lock();
    } else if (message.op === "here") {
      this.saver.alive();
      this.saver.watch();
      this.drawStatus();
      if (this.saver.dirty.size) this.saver.flush();
    } else if (message.op === "state") {
      this.saver.alive();
      this.saver.takeOver(message.state);
      this.drawAll(message.state);
    }
  }

  listen() {
    const { root, saver, model } = this;
    root.addEventListener("keydown", (event) => {
      const plain = !(event.ctrlKey || event.metaKey);
      if (plain || KEPT.has(event.key.toLowerCase())) event.stopPropagation();
      else if (event.key.toLowerCase() === "s") saver.flush();
      if (event.key === "Enter" && event.shiftKey) event.preventDefault();
    });
    root.addEventListener("keydown", () => {
      const pressed = performance.now();
      this.pressed = pressed;
    }, true);
    root.addEventListener("input", () => this.measureKey());
    // The browser's own menu and clipboard, not the notebook's.
    for (const name of ["copy", "cut", "paste", "contextmenu"]) {
      root.addEventListener(name, (event) => event.stopPropagation());
    }
    root.addEventListener("focusout", () => { if (saver.dirty.size) saver.flush(); });
    this.leaving = () => saver.close();
    window.addEventListener("pagehide", this.leaving);
    this.onMessage = (message, buffers) => this.heard(message, buffers);
    model.on("msg:custom", this.onMessage);
    this.onChannel = () => { if (!saver.ended) saver.cut(); };
    model.on("comm_live_update", this.onChannel);
    saver.hello();
  }

  // From a key to the painted state line, for the bench.
  measureKey() {
    const start = this.pressed;
    if (start === undefined) return;
    this.pressed = undefined;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => performance.measure("cx-key", { start, end: performance.now() });
      channel.port2.postMessage(null);
    });
  }

  close() {
    this.saver.close();
    this.closeViews();
    window.removeEventListener("pagehide", this.leaving);
    this.model.off("msg:custom", this.onMessage);
    this.model.off("comm_live_update", this.onChannel);
  }
}

export default {
  render({ model, el }) {
    const start = performance.now();
    const form = new ExerciseForm(model, el);
    requestAnimationFrame(() => requestAnimationFrame(() =>
      performance.measure("cx-draw", { start, end: performance.now() })));
    return () => form.close();
  },
};
