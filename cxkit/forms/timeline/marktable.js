// The marks as a table: everything the picture shows and can do, for who works with rows.

class MarkTable {
  constructor(view) {
    Object.assign(this, { view, lines: new Map(), asked: new Map() });
    this.body = node("tbody", { role: "rowgroup" });
    this.empty = node("p", { class: "cx-progress",
      text: "No marks yet. Play, and press M, B or R when something happens." });
    this.heads = {};
    const heads = ["No.", "Kind", "Start", "End", "Note"].map((text) => this.head(text, { text }));
    const last = node("th", { scope: "col", role: "columnheader" },
      ...["Hear", "Delete"].map((text) => this.head(text, { text, class: "cx-unseen" }).firstChild));
    // Rows are boxes of their own, so that those out of sight cost nothing; the roles say what
    // the display no longer does.
    this.table = node("table", { class: "cx-tl-table", role: "table", "aria-label": "Marks" },
      node("thead", { role: "rowgroup" }, node("tr", { role: "row" }, ...heads, last)), this.body);
    this.scroll = node("div", { class: "cx-scroll cx-tl-rows" }, this.table);
    this.root = node("div", {}, this.empty, this.scroll);
    this.body.addEventListener("focusin", (event) => {
      const line = this.lineOf(event.target);
      if (line) view.select(line.id, { quiet: true });
    });
    this.body.addEventListener("change", (event) => this.change(event));
    this.body.addEventListener("input", (event) => {
      if (event.target.cxField === "note") this.note(event.target);
    });
    this.body.addEventListener("keydown", (event) => this.key(event));
  }

  head(name, attributes) {
    this.heads[name] = newId("h");
    return node("th", { scope: "col", role: "columnheader" }, node("span", { id: this.heads[name], ...attributes }));
  }

  lineOf(target) {
    const tr = target.closest("tr");
    return tr && this.lines.get(tr.cxId);
  }

  make(mark) {
    const line = { id: mark.id };
    const input = (field, attributes) => {
      const made = node("input", { type: "text", autocomplete: "off", spellcheck: "false", ...attributes });
      made.cxField = field;
      return made;
    };
    line.kind = node("select", {}, ...Object.entries(MARKS).map(([kind, { name }]) => {
      const option = node("option", { text: name });
      option.value = kind;
      return option;
    }));
    line.kind.cxField = "kind";
    line.start = input("start", { class: "cx-number", inputmode: "decimal" });
    line.end = input("end", { class: "cx-number", inputmode: "decimal" });
    line.note = input("note", { spellcheck: "true" });
    line.hear = button("\u25b6", () => this.view.hear(mark.id), { class: "cx-tool cx-tl-hear" });
    line.drop = button("\u2715", () => this.view.remove(mark.id), { class: "cx-tool" });
    line.shape = node("span");
    line.number = node("span", { "aria-hidden": "true" });
    line.name = node("span", { class: "cx-unseen", id: newId("n") });
    line.question = node("div", { class: "cx-question", hidden: true });
    // Named by head and row, so that a new mark renames those after it by one word each.
    for (const [control, head] of [[line.kind, "Kind"], [line.start, "Start"], [line.end, "End"],
      [line.note, "Note"], [line.hear, "Hear"], [line.drop, "Delete"]]) {
      control.setAttribute("aria-labelledby", `${this.heads[head]} ${line.name.id}`);
    }
    const cell = (...inner) => node("td", { role: "cell" }, ...inner);
    line.tr = node("tr", { role: "row" },
      node("th", { scope: "row", role: "rowheader" },
        node("div", { class: "cx-tl-named" }, line.shape, line.number, line.name)),
      cell(line.kind), cell(line.start), cell(line.end), cell(line.note, line.question),
      cell(line.hear, line.drop));
    line.tr.cxId = mark.id;
    this.lines.set(mark.id, line);
    return line;
  }

  // Only what changed is written: with 300 rows a mark must still be there at once.
  draw() {
    const { marks, selected } = this.view;
    const kept = new Set(marks.list.map((mark) => mark.id));
    for (const [id, line] of this.lines) {
      if (kept.has(id)) continue;
      line.tr.remove();
      this.lines.delete(id);
    }
    let before = this.body.firstElementChild;
    keepFocus(this.root, () => {
      for (const mark of marks.list) {
        const line = this.lines.get(mark.id) || this.make(mark);
        if (line.tr === before) before = before.nextElementSibling;
        else this.body.insertBefore(line.tr, before);
        this.fill(line, mark, mark.id === selected);
      }
    });
    this.empty.hidden = marks.list.length > 0;
    this.scroll.hidden = !marks.list.length;
  }

  fill(line, mark, selected) {
    const { marks, form } = this.view;
    const name = marks.names.get(mark.id);
    const told = JSON.stringify([mark, name, selected, form.locked]);
    if (line.told === told) return;
    line.told = told;
    if (line.kindTold !== mark.kind) {
      line.kindTold = mark.kind;
      line.shape.replaceChildren(glyph(mark.kind));
    }
    if (line.nameTold !== name) {
      line.nameTold = name;
      line.name.textContent = name;
      line.number.textContent = name.slice(name.lastIndexOf(" ") + 1);
    }
    if (line.kind.value !== mark.kind) line.kind.value = mark.kind;
    const active = this.root.getRootNode().activeElement;
    for (const [control, text] of [[line.start, tape(mark.start)],
      [line.end, mark.end > mark.start ? tape(mark.end) : ""], [line.note, mark.note]]) {
      if (control.value !== text && !(control === active && control === line.note)) control.value = text;
      if (control.readOnly !== form.locked) control.readOnly = form.locked;
    }
    line.kind.disabled = form.locked;
    line.drop.disabled = form.locked;
    line.tr.classList.toggle("cx-tl-selected", selected);
  }

  change(event) {
    const line = this.lineOf(event.target);
    const field = event.target.cxField;
    const { view } = this;
    if (!line || view.form.locked) return;
    if (field === "kind") view.kind(line.id, event.target.value);
    else if (field === "start" || field === "end") this.time(line, field, event.target);
  }

  time(line, field, control) {
    const { view } = this;
    const mark = view.marks.get(line.id);
    // No end: the mark is a point again.
    const ms = field === "end" && !control.value.trim() ? mark.start : untape(control.value);
    line.told = "";
    if (ms === null) {
      view.form.say(`${control.value}: expected a time such as 1:02.4. It is as it was.`, true);
    } else view.edge(line.id, field, ms);
    this.draw();
  }

  note(control) {
    const line = this.lineOf(control);
    if (!this.view.form.locked) this.view.marks.set(line.id, "note", control.value);
  }

  // Enter goes down a row, Escape back to the picture.
  key(event) {
    const line = this.lineOf(event.target);
    const field = event.target.cxField;
    if (!line || !field) return;
    if (event.key === "Escape") this.view.track.stage.focus();
    else if (event.key === "Enter" && field !== "kind") {
      event.preventDefault();
      const { value } = event.target;
      if (field !== "note") this.time(line, field, event.target);
      if (event.shiftKey) this.view.form.saver.flush();
      const next = line.tr.nextElementSibling;
      if (next && value !== undefined) this.lines.get(next.cxId)[field].focus();
      else this.view.track.stage.focus();
    }
  }

  focusNote(id) {
    const line = this.lines.get(id);
    if (line) line.note.focus();
  }

  // The row comes into sight within the table; the page stays where it is.
  show(id) {
    const line = this.lines.get(id);
    if (!line) return;
    const { scroll } = this;
    const top = line.tr.offsetTop - 34;
    const bottom = line.tr.offsetTop + line.tr.offsetHeight;
    if (top < scroll.scrollTop) scroll.scrollTop = top;
    else if (bottom > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = bottom - scroll.clientHeight;
  }

  ask(questions) {
    for (const line of this.lines.values()) {
      const here = questions.filter((one) => one.row === line.id);
      const text = here.map((one) => one.text).join(" ");
      if (line.question.textContent === text) continue;
      line.question.textContent = text;
      line.question.hidden = !text;
    }
  }
}
