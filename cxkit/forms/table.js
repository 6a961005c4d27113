// A section of rows and cells. The rows in memory are the truth; the page is drawn from them.

class TableView {
  // form: edited(key), note(text, undo), say(text), saver, locked, idsBox
  constructor(form, section, rows) {
    Object.assign(this, { form, section, rows, lines: new Map(), asked: [] });
    this.head = node("tr");
    this.body = node("tbody");
    this.caption = node("caption", { class: "cx-unseen" });
    this.table = node("table", { class: "cx-table" }, this.caption,
      node("thead", {}, this.head), this.body);
    this.scroll = node("div", { class: "cx-scroll" }, this.table);
    this.add = button("", () => this.addRow(), { class: "cx-button cx-add" });
    this.table.classList.toggle("cx-boxes", section.shape === "boxes");
    if (section.columns.every((column) => column.kind === "label")) {  // nothing in it to Tab to
      for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", section.title]])
        this.scroll.setAttribute(name, value);
    }
    this.root = node("div", { class: "cx-grid" }, this.scroll,
      node("div", { class: "cx-foot" }, this.add));
    for (const [event, act] of Object.entries({
      input: this.input, keydown: this.key, paste: this.paste, focusin: this.enter,
    })) this.body.addEventListener(event, act.bind(this));
    this.draw();
  }

  get free() { return !this.section.fixed.length; }

  // The rows on the page, in order; a given row gets its place in memory when first shown.
  get shown() {
    if (this.free) return this.rows;
    return this.section.fixed.map((given) => {
      let row = this.rows.find((one) => one.id === given.id);
      if (!row) this.rows.push((row = { id: given.id }));
      return row;
    });
  }

  rowName(place) {
    const given = this.section.fixed[place];
    const label = given && this.section.columns.find((column) => column.kind === "label");
    const name = label && String(valueAt(given, label.key) ?? "");
    return name ? name.slice(0, 60) : `${this.section.row_name} ${place + 1}`;
  }

  update(section) {
    this.section = section;
    this.draw();
  }

  setRows(rows) {
    this.rows.splice(0, this.rows.length, ...rows);
    this.lines.clear();
    this.draw();
  }

  draw() {
    while (this.free && this.rows.length < this.section.min_rows) this.rows.push(this.blank());
    keepFocus(this.root, () => {
      this.drawHead();
      const lines = this.shown.map((row) => this.line(row));
      arrange(this.body, lines.map((line) => line.tr));
      for (const id of this.lines.keys()) {
        if (!this.shown.some((row) => row.id === id)) this.lines.delete(id);
      }
      lines.forEach((line, place) => this.drawLine(line, place));
    });
    this.caption.textContent = this.section.title;
    this.add.hidden = !this.free;
    this.add.textContent = `Add ${article(this.section.row_name)}`;
    this.add.disabled = this.form.locked || this.rows.length >= this.section.max_rows;
    this.drawQuestions();
  }

  drawHead() {
    const { columns, row_name: name } = this.section;
    const told = JSON.stringify([columns, name, this.free]);
    if (told === this.headTold) return;
    this.headTold = told;
    this.head.replaceChildren(
      this.free && node("th", { scope: "col", class: "cx-number-head", text: "No." }) || "",
      ...columns.map((column) => node("th", {
        scope: "col", style: `min-width:${column.width || WIDTHS[column.kind]}`,
      }, node("div", { text: column.title }),
      column.help && node("div", { class: "cx-help", text: column.help }))),
      this.free && node("th", { scope: "col" },
        node("span", { class: "cx-unseen", text: "Move or remove" })) || "",
    );
  }

  line(row) {
    let line = this.lines.get(row.id);
    if (!line) {
      line = { row, cells: new Map(), tr: node("tr", { "data-row": row.id }) };
      if (this.free) {
        line.number = node("th", { scope: "row", class: "cx-number-cell" });
        line.tools = node("td", { class: "cx-tools" });
        line.tools.append(...[["↑", "up"], ["↓", "down"], ["✕", "remove"]].map(([sign, act]) => {
          const made = button(sign, () => this.act(act, row), { class: "cx-tool", tabindex: "-1" });
          made.cxAct = act;
          return made;
        }));
      }
      this.lines.set(row.id, line);
    }
    return line;
  }

  drawLine(line, place) {
    const given = this.section.fixed[place];
    const holders = this.section.columns.map((column, at) => {
      let cell = line.cells.get(column.key);
      if (!cell || !same(cell.column, column)) {
        const tag = at === 0 && !this.free && column.kind === "label" ? "th" : "td";
        cell = makeCell(column, line.row, tag);
        line.cells.set(column.key, cell);
        fillCell(cell, given);
      } else if (column.kind === "label") fillCell(cell, given);
      return cell.holder;
    });
    for (const key of line.cells.keys()) {
      if (!this.section.columns.some((column) => column.key === key)) line.cells.delete(key);
    }
    arrange(line.tr, this.free ? [line.number, ...holders, line.tools] : holders);
    const name = this.rowName(place);
    const drawn = JSON.stringify([name, this.headTold, this.rows.length, place]);
    if (line.drawn === drawn) return;
    line.drawn = drawn;
    for (const cell of line.cells.values()) nameCell(cell, name, place === 0);
    if (!this.free) return;
    line.number.textContent = place + 1;
    for (const tool of line.tools.children) {
      const act = tool.cxAct;
      tool.setAttribute("aria-label", act === "remove" ? `Remove ${name}` : `Move ${name} ${act}`);
      tool.title = tool.getAttribute("aria-label");
      tool.disabled = this.form.locked || (act === "up" && place === 0) ||
        (act === "down" && place === this.rows.length - 1);
    }
  }

  // ---- questions ------------------------------------------------------------------------

  ask(questions) {
    this.asked = questions;
    this.drawQuestions();
  }

  drawQuestions() {
    const wanted = new Map(); // "row column" -> texts
    for (const one of this.asked) {
      const at = `${one.row} ${one.column}`;
      wanted.set(at, [...(wanted.get(at) || []), one.text]);
    }
    for (const [id, line] of this.lines) {
      for (const [key, cell] of line.cells) {
        const text = (wanted.get(`${id} ${key}`) || []).join(" ");
        if ((cell.question ? cell.question.textContent : "") === text) continue;
        if (cell.question) cell.question.remove();
        cell.question = text ? node("div", { class: "cx-question", id: newId("q"), text }) : null;
        if (cell.question) cell.holder.append(cell.question);
        for (const one of cell.controls) {
          if (text) one.setAttribute("aria-describedby", cell.question.id);
          else one.removeAttribute("aria-describedby");
        }
      }
    }
  }

  // ---- rows -----------------------------------------------------------------------------

  blank() { return { id: newId(this.section.key.charAt(0) || "r") }; }

  append(place = this.rows.length) {
    if (!this.free || this.rows.length >= this.section.max_rows) return null;
    const row = this.blank();
    this.rows.splice(place, 0, row);
    return row;
  }

  addRow(place) {
    if (this.form.locked) return;
    const row = this.append(place);
    if (!row) {
      this.form.note(`At most ${this.section.max_rows} rows fit here.`);
      return;
    }
    this.draw();
    this.focusAt(this.rows.indexOf(row), null);
    this.form.say(`${capital(this.rowName(this.rows.indexOf(row)))} added`);
  }

  act(act, row, from = null) {
    const place = this.rows.indexOf(row);
    if (!this.free || this.form.locked || place < 0) return;
    if (act === "remove") this.remove(row, place, from);
    else {
      const to = place + (act === "up" ? -1 : 1);
      if (to < 0 || to >= this.rows.length) return;
      this.rows.splice(to, 0, ...this.rows.splice(place, 1));
      this.draw();
      this.form.say(`${capital(this.section.row_name)} moved to place ${to + 1}`);
    }
    this.form.edited(this.section.key);
  }

  remove(row, place, from) {
    const name = capital(this.rowName(place));
    this.rows.splice(place, 1);
    this.draw();
    if (this.rows.length) this.focusAt(Math.min(place, this.rows.length - 1), from);
    else this.add.focus();
    if (isBlank(row)) return this.form.say(`${name} removed`);
    return this.form.note(`${name} removed.`, () => {
      const last = this.rows[this.rows.length - 1];
      if (last && isBlank(last) && this.rows.length <= this.section.min_rows) this.rows.pop();
      this.rows.splice(Math.min(place, this.rows.length), 0, row);
      this.draw();
      this.focusAt(this.rows.indexOf(row), from);
      this.form.edited(this.section.key);
    });
  }
}
