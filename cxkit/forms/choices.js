// A section of items, each put under one label: one card at a time, and a list of all.

class ChoicesView {
  constructor(form, section, rows) {
    Object.assign(this, { form, section, rows, asked: [] });
    const id = newId("card");
    this.progress = node("p", { class: "cx-progress" });
    this.title = node("div", { class: "cx-card-title", id: `${id}t` });
    this.text = node("div", { class: "cx-card-text", id: `${id}x` });
    this.hint = node("div", { class: "cx-card-note" });
    this.labels = node("div", { class: "cx-labels", role: "group", "aria-label": "Labels" });
    this.reason = node("textarea", {
      class: "cx-long", rows: "2", id: `${id}w`, oninput: () => this.write("why", this.reason.value),
    });
    this.reasonLabel = node("label", { for: `${id}w` });
    this.why = node("div", { class: "cx-why" }, this.reasonLabel, this.reason);
    this.question = node("div", { class: "cx-question", id: `${id}q` });
    this.back = button("Back", () => this.go(this.place - 1, true));
    this.next = button("Next", () => this.go(this.place + 1, true));
    this.card = node("div", {
      class: "cx-card", tabindex: "0", role: "group",
      "aria-labelledby": `${id}t ${id}x`, "aria-describedby": `${id}q`,
    }, this.title, this.text, this.hint, this.labels, this.why, this.question,
    node("div", { class: "cx-foot" }, this.back, this.next));
    this.list = node("ol", { class: "cx-items" });
    this.root = node("div", { class: "cx-choices" }, this.progress, this.card,
      node("details", { class: "cx-overview", open: true },
        node("summary", { text: "All items" }), this.list));
    this.card.addEventListener("keydown", (event) => this.key(event));
    this.place = Math.max(section.items.findIndex((item) => !this.chosen(item)), 0);
    this.draw();
  }

  get item() { return this.section.items[this.place]; }

  row(item) { return this.rows.find((one) => one.id === item.id); }

  chosen(item) { return (this.row(item) || {}).choice || ""; }

  offered(item) { return item.options.length ? item.options : this.section.options; }

  labelOf(value, item = this.item) {
    const found = this.offered(item).find((option) => option.value === value);
    return found ? found.label : value && `${value} (no longer offered)`;
  }

  update(section) {
    const at = this.item && this.item.id;
    this.section = section;
    this.place = Math.max(section.items.findIndex((item) => item.id === at), 0);
    this.draw();
  }

  setRows(rows) {
    this.rows.splice(0, this.rows.length, ...rows);
    this.draw();
  }

  ask(questions) {
    this.asked = questions;
    this.drawQuestion();
  }

  draw() {
    const { items } = this.section;
    this.card.hidden = !items.length;
    this.drawList();
    const done = items.filter((item) => this.chosen(item)).length;
    this.progress.textContent = `${done} of ${items.length} answered`;
    if (!items.length) return;
    const { item } = this;
    this.title.textContent = `${this.place + 1} of ${items.length} · ${item.title || item.id}`;
    this.text.textContent = item.text;
    this.hint.textContent = item.note;
    this.hint.hidden = !item.note;
    this.drawLabels();
    this.why.hidden = !this.section.why;
    this.reasonLabel.textContent = this.section.why;
    const why = (this.row(item) || {}).why || "";
    if (this.reason.value !== why) this.reason.value = why;
    this.back.disabled = this.place === 0;
    this.next.disabled = this.place === items.length - 1;
    this.drawQuestion();
  }

  drawLabels() {
    const told = JSON.stringify(this.offered(this.item));
    if (told !== this.labelsTold) {
      this.labelsTold = told;
      this.labels.replaceChildren(...this.offered(this.item).map((option, at) => {
        const made = button("", () => this.choose(option.value), { class: "cx-button cx-label" });
        if (at < 9) made.append(node("kbd", { text: at + 1, "aria-hidden": "true" }));
        made.append(node("span", { text: option.label }));
        made.cxValue = option.value;
        return made;
      }));
    }
    const chosen = this.chosen(this.item);
    for (const made of this.labels.children) {
      made.setAttribute("aria-pressed", String(made.cxValue === chosen));
      made.disabled = this.form.locked;
    }
  }

  drawList() {
    const { items } = this.section;
    while (this.list.children.length > items.length) this.list.lastChild.remove();
    items.forEach((item, at) => {
      let line = this.list.children[at];
      if (!line) {
        const open = button("", () => this.go(at, true), { class: "cx-item" });
        open.append(node("span", { class: "cx-item-text" }), node("span", { class: "cx-item-label" }));
        line = node("li", {}, open);
        this.list.append(line);
      }
      const open = line.firstChild;
      const value = this.chosen(item);
      open.children[0].textContent = item.title ? `${item.title}: ${item.text}` : item.text;
      open.children[1].textContent = value ? this.labelOf(value, item) : "not answered";
      open.classList.toggle("cx-open", !value);
      if (at === this.place) open.setAttribute("aria-current", "true");
      else open.removeAttribute("aria-current");
    });
  }

  drawQuestion() {
    const here = this.asked.filter((one) => this.item && one.row === this.item.id);
    this.question.textContent = here.map((one) => one.text).join(" ");
    this.question.hidden = !here.length;
  }

  write(field, value) {
    if (this.form.locked) return;
    let row = this.row(this.item);
    if (!row) this.rows.push((row = { id: this.item.id, choice: "", why: "" }));
    row[field] = value;
    this.form.edited(this.section.key);
  }

  choose(value) {
    if (this.form.locked) return;
    const item = this.place + 1;
    this.write("choice", value);
    this.form.say(value ? `Item ${item}: ${this.labelOf(value)}` : `Item ${item}: no label`);
    const last = this.place === this.section.items.length - 1;
    // With a reason to write, the card stays.
    if (value && !this.section.why && !last) this.go(this.place + 1, true);
    else {
      this.draw();
      this.card.focus();
    }
  }

  go(place, focus) {
    if (place < 0 || place >= this.section.items.length) return;
    this.place = place;
    this.draw();
    if (focus) this.card.focus();
  }

  key(event) {
    const inText = event.target === this.reason;
    if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      this.form.saver.flush();
      return;
    }
    if (inText) {
      if (event.key === "Escape") this.card.focus();
      else if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        if (event.ctrlKey || event.altKey) newline(this.reason);
        else this.go(this.place + 1, true);
      }
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const option = /^[1-9]$/.test(event.key) && this.offered(this.item)[Number(event.key) - 1];
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (option) this.choose(option.value);
    else if (event.key === "0" || event.key === "Delete") this.choose("");
    else if (step) this.go(this.place + step, true);
    else if (event.key === "Enter" && event.target === this.card) this.go(this.place + 1, true);
    else return;
    event.preventDefault();
  }
}
