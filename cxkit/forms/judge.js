// One question, the answers to it one after the other, a level for each.

class JudgeView {
  constructor(model, el) {
    this.model = model;
    this.state = model.get("state");
    this.texts = new Map(); // "task/code" -> tables, as they came
    this.said = new Map(); // "task/code" -> what was said of it here
    this.at = 0;
    this.saver = new JudgeSaver(model, this.state, (key) => [this.said.get(key)], () => this.drawStatus());
    this.build(el);
    this.drawAll(this.state);
    this.listen();
  }

  get items() { return this.state.items; }

  get item() { return this.items[this.at]; }

  get levels() { return this.state.rubric ? this.state.rubric.levels : []; }

  get locked() { return Boolean(this.saver.ended); }

  get done() { return this.items.filter((one) => one.level !== null).length; }

  section(item = this.item) { return `${this.state.task}/${item.code}`; }

  build(el) {
    const id = newId("j");
    this.status = node("span", { class: "cx-status", role: "status" });
    this.spoken = node("span", { class: "cx-unseen", "aria-live": "polite" });
    this.banners = node("div", { role: "alert" });
    this.tasks = node("select", { id: `${id}t`, onchange: () => this.pick(this.tasks.value) });
    this.head = node("div", { class: "cx-judge-head" });
    this.cards = node("div", { class: "cx-judge-levels", role: "group", "aria-label": "Levels" });
    this.title = node("h4", { class: "cx-judge-title" });
    this.answer = node("div", { class: "cx-judge-answer", tabindex: "0", role: "group" });
    this.comment = node("textarea", { id: `${id}c`, rows: "4", oninput: () => this.write({ comment: this.comment.value }) });
    this.banked = node("div", { class: "cx-judge-bank", role: "group", "aria-label": "Comments to add" });
    this.progress = node("progress", { "aria-label": "Judged", max: "1", value: "0" });
    this.count = node("span", {});
    this.keys = judgeKeyList();
    const { marker, third } = this.state;
    this.body = node("div", { class: "cx-section" }, this.head, this.cards,
      node("div", { class: "cx-judge-work" },
        node("div", {}, this.title, this.answer),
        node("div", { class: "cx-why" }, node("label", { for: `${id}c`, text: "Comment for the learner (C)" }),
          this.comment, this.banked)),
      node("div", { class: "cx-foot cx-judge-foot" },
        button("Previous (P)", () => this.go(this.at - 1)), button("Next (N)", () => this.go(this.at + 1)),
        button("Next without a level (U)", () => this.open()), this.progress, this.count));
    this.root = node("section", {
      class: "cx-form cx-judge mathjax_ignore tex2jax_ignore", "aria-label": `Judging as ${marker}`, tabindex: "-1",
    }, node("div", { class: "cx-bar" },
      node("strong", { text: `Judging as ${marker}${third ? ", the third" : ""}` }),
      node("label", { class: "cx-judge-pick", for: `${id}t` }, node("span", { text: "Question" }), this.tasks), this.status),
    this.spoken, this.banners, this.body, this.keys);
    el.append(this.root);
  }

  // ---- drawing --------------------------------------------------------------------------

  drawAll(state) {
    const stays = this.state.task === state.task && this.item ? this.item.code : "";
    this.state = state;
    this.texts.clear();
    this.body.hidden = !state.rubric;
    const drafts = this.saver.drafts();
    this.waiting = new Set(drafts.map((one) => one.section.split("/")[0]));
    this.tasks.replaceChildren(...state.tasks.map((one) => node("option", {
      value: one.id, text: this.optionOf(one), selected: one.id === state.task,
    })));
    const there = this.items.findIndex((one) => one.code === stays);
    const left = this.items.findIndex((one) => one.level === null);
    this.at = Math.max(there >= 0 ? there : left, 0);
    if (state.rubric) this.drawQuestion(state.rubric);
    this.found = drafts.filter((draft) => {
      if (!draft.section.startsWith(`${state.task}/`)) return false;
      const now = this.items.find((one) => this.section(one) === draft.section);
      const { level, comment } = draft.rows[0] || {};
      if (now && (level !== now.level || comment !== now.comment)) return true;
      this.saver.forget([draft]); // what it holds was saved after all
      return false;
    });
    this.draw();
    this.drawStatus();
  }

  drawQuestion({ title, question, look, levels, bank }) {
    this.head.replaceChildren(node("h4", { text: `${title}: ${question}` }),
      node("p", { class: "cx-judge-look", text: `Read: ${look}` }));
    this.cards.replaceChildren(...levels.map((one) => levelCard(one, () => this.level(one.score))));
    this.banked.replaceChildren(...bank.map((text, at) => bankButton(text, at, () => this.bank(at))));
  }

  draw() {
    const { item } = this;
    if (!item) return;
    this.title.textContent = `Answer ${this.at + 1} of ${this.items.length} · ${item.code}`;
    this.answer.setAttribute("aria-label", this.title.textContent);
    for (const card of this.cards.children) {
      card.setAttribute("aria-pressed", String(Number(card.dataset.score) === item.level));
    }
    if (this.comment.value !== item.comment) this.comment.value = item.comment;
    this.comment.maxLength = this.state.longest;
    this.comment.readOnly = this.locked;
    const { bank } = this.state.rubric;
    [...this.banked.children].forEach((one, at) => one.setAttribute("aria-pressed", String(item.comment.includes(bank[at]))));
    this.drawAnswer();
    const { done } = this;
    this.progress.max = this.items.length;
    this.progress.value = done;
    this.count.textContent = `${done} of ${this.items.length} judged${item.level === null && item.comment ? "; this comment has no level yet" : ""}`;
    const option = this.tasks.selectedOptions[0];
    const told = this.state.tasks.find((one) => one.id === this.state.task);
    if (option && told) option.textContent = this.optionOf({ ...told, done });
  }

  optionOf({ id, title, done, count }) {
    const draft = this.waiting.has(id) && id !== this.state.task ? " · a draft is not saved" : "";
    return `${id} ${title} · ${done} of ${count}${draft}`;
  }

  drawAnswer() {
    const { item } = this;
    const tables = this.texts.get(this.section());
    const drawn = `${this.section()}${Boolean(tables)}`;
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.answer.replaceChildren(...(item.before ? [beforeNote(item.before, (comment) => this.write({ comment }))] : []),
      ...(tables || [{ title: "Fetching the answer…", heads: [], rows: [] }]).map(answerTable));
    this.answer.scrollTop = 0;
  }

  drawStatus() {
    const [kind, words] = this.saver.status();
    if (this.status.textContent !== words) this.status.textContent = words;
    this.status.dataset.kind = kind;
    drawBanners(this);
  }

  // ---- doing ----------------------------------------------------------------------------

  write(change) {
    const { item } = this;
    if (this.locked || !item) return;
    Object.assign(item, change);
    this.said.set(this.section(), { level: item.level, comment: item.comment });
    this.saver.edited(this.section());
    this.draw();
  }

  level(score) {
    if (this.locked || !this.item) return;
    this.write({ level: score });
    this.saver.flush();
    const all = this.done === this.items.length ? " All are judged." : "";
    this.spoken.textContent = `${score === null ? "No level" : `Level ${score}`}. ${this.count.textContent}.${all}`;
  }

  // A comment of the bank goes in once, and out again as long as nobody changed its words.
  bank(at) {
    const text = this.state.rubric && this.state.rubric.bank[at];
    if (!text || !this.item) return;
    const { comment } = this.item;
    const without = comment.replace(text, "").replace(/\n{2,}/g, "\n").trim();
    this.write({ comment: comment.includes(text) ? without : [comment.trim(), text].filter(Boolean).join("\n") });
    this.saver.flush();
    this.spoken.textContent = comment.includes(text) ? "Comment taken out." : `Comment added: ${text}`;
  }

  go(place) {
    if (place < 0 || place >= this.items.length) {
      this.spoken.textContent = place < 0 ? "This is the first answer." : "This is the last answer.";
      return;
    }
    if (this.saver.dirty.size) this.saver.flush();
    this.at = place;
    this.draw();
    this.fetch();
    this.answer.focus({ preventScroll: true });
    const { level } = this.item;
    this.spoken.textContent = `${this.title.textContent}. ${level === null ? "No level yet" : `Level ${level}`}.`;
  }

  open() {
    const after = this.items.findIndex((one, at) => at > this.at && one.level === null);
    const first = this.items.findIndex((one) => one.level === null);
    if (first < 0) this.spoken.textContent = "All are judged.";
    else this.go(after < 0 ? first : after);
  }

  pick(task) {
    this.saver.flush();
    this.saver.send({ op: "task", task });
    this.ask();
  }

  // Nobody answering shows as a banner after a while, see saver.js.
  ask() {
    this.saver.asked = Date.now();
    this.saver.watch();
  }

  // This answer and the next one, so that a step forward waits for nothing.
  fetch() {
    if (!this.saver.greeted) return;
    for (const item of this.items.slice(this.at, this.at + 2)) {
      if (this.texts.has(this.section(item))) continue;
      this.saver.send({ op: "show", task: this.state.task, code: item.code });
      this.ask();
    }
  }

  restore() { restoreDrafts(this); }

  discard() {
    this.saver.forget(this.found);
    this.found = [];
    this.drawStatus();
    this.answer.focus();
  }

  heard(message) {
    if (message.client !== this.saver.client) return;
    if (message.op === "saved") {
      this.saver.acknowledged(message);
    } else if (message.op === "refused") {
      this.saver.refused(message);
      this.draw();
    } else if (message.op === "shown") {
      this.saver.alive();
      this.texts.set(`${message.task}/${message.code}`, message.tables);
      this.draw();
      this.drawStatus();
    } else if (message.op === "here") {
      this.saver.alive();
      if (this.saver.dirty.size) this.saver.flush();
      this.drawStatus();
      this.fetch();
    } else if (message.op === "state") {
      this.saver.alive();
      this.saver.takeOver(message.state);
      this.drawAll(message.state);
      this.fetch();
    }
    this.saver.watch();
  }

  listen() {
    const { root, saver, model } = this;
    root.addEventListener("keydown", (event) => {
      // The notebook must not see a key: 0 twice would restart its kernel.
      if (!(event.ctrlKey || event.metaKey) || KEPT_IN_JUDGING.has(event.key.toLowerCase())) event.stopPropagation();
      judgeKey(this, event);
    });
    for (const name of ["copy", "cut", "paste", "contextmenu"]) {
      root.addEventListener(name, (event) => event.stopPropagation());
    }
    root.addEventListener("focusout", () => { if (saver.dirty.size) saver.flush(); });
    this.leaving = () => saver.close();
    window.addEventListener("pagehide", this.leaving);
    this.onMessage = (message) => this.heard(message);
    model.on("msg:custom", this.onMessage);
    this.onChannel = () => { if (!saver.ended) saver.cut(); };
    model.on("comm_live_update", this.onChannel);
    saver.hello();
    // Running the cell moves the notebook's own focus; after that the first key is ours.
    this.begin = setTimeout(() => {
      this.answer.focus({ preventScroll: true });
      root.scrollIntoView({ block: "start" });
    }, 300);
  }

  close() {
    this.saver.close();
    clearTimeout(this.begin);
    window.removeEventListener("pagehide", this.leaving);
    this.model.off("msg:custom", this.onMessage);
    this.model.off("comm_live_update", this.onChannel);
  }
}

export default {
  render({ model, el }) {
    const view = new JudgeView(model, el);
    return () => view.close();
  },
};
