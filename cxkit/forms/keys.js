// A table's keyboard and clipboard: the second half of TableView.

const whereIs = (target) => ({ column: target.cx.column, part: target.cx.part });

const moveAlong = (event, stops) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const open = stops.filter((stop) => !stop.disabled);
  const next = open[open.indexOf(event.target) + step];
  if (next) next.focus();
};

Object.assign(TableView.prototype, {
  // Focus one row's control in the same column and part as `from`, or its first.
  focusAt(place, from) {
    const row = this.shown[place];
    if (!row) return false;
    const cells = [...this.lines.get(row.id).cells.values()].filter((cell) => cell.controls.length);
    const cell = cells.find((one) => from && one.column.key === from.column.key) || cells[0];
    if (!cell) return false;
    const target = cell.controls.find((one) => from && one.cx.part === from.part) || cell.controls[0];
    target.focus();
    // At the end, not selected: the next key must not wipe a long text.
    if (target.setSelectionRange) target.setSelectionRange(target.value.length, target.value.length);
    return true;
  },

  input(event) {
    const one = event.target;
    if (!one.cx) return;
    takeFrom(one);
    this.form.edited(this.section.key);
  },

  enter(event) {
    const tr = event.target.closest("tr");
    if (event.target.cx && event.target.cx.part === "ids") {
      this.form.idsBox = { box: event.target, view: this };
    }
    if (tr === this.current) return;
    for (const [line, on] of [[this.current, false], [tr, true]]) {
      // One stop for Tab in the row at hand; the arrows go between its three buttons.
      const tools = line && line.querySelector(".cx-tools");
      if (tools) [...tools.children].forEach((tool, at) => { tool.tabIndex = on && !at ? 0 : -1; });
    }
    this.current = tr;
  },

  key(event) {
    const { target } = event;
    const tr = target.closest("tr");
    const place = [...this.body.children].indexOf(tr);
    const row = this.shown[place];
    if (event.altKey && !event.ctrlKey && !event.metaKey && this.free) {
      const acts = { ArrowUp: "up", ArrowDown: "down", Delete: "remove" };
      const adds = event.key === "Insert" || (event.key === "ArrowDown" && event.shiftKey);
      if (adds || acts[event.key]) {
        event.preventDefault();
        if (adds) this.addRow(place + 1);
        else if (!event.shiftKey) this.act(acts[event.key], row, target.cx && whereIs(target));
        return;
      }
    }
    if (target.cx) this.keyInText(event, target, place);
    else if (target.closest(".cx-tools")) moveAlong(event, [...target.parentNode.children]);
    else if (target.matches("td, th")) this.keyOnCell(event, target, place);
  },

  keyInText(event, target, place) {
    if (event.key === "Escape") target.closest("td, th").focus();
    else if (event.key === "Enter" && (event.ctrlKey || event.altKey)) {
      event.preventDefault();
      if (target.tagName === "TEXTAREA" && !target.readOnly) newline(target);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      if (event.shiftKey) this.form.saver.flush();
      if (this.focusAt(place + 1, whereIs(target))) return;
      const row = this.shown[place];
      if (this.free && !isBlank(row) && !this.form.locked && this.append()) {
        this.draw();
        this.focusAt(place + 1, whereIs(target));
      } else this.form.saver.flush();
    }
  },

  // Escape left the text: the arrows go from cell to cell, Enter or F2 goes back in.
  keyOnCell(event, holder, place) {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      const next = this.body.children[place + step[0]];
      const at = [...holder.parentNode.children].indexOf(holder) + step[1];
      const cell = next && next.children[at];
      if (cell && cell.hasAttribute("tabindex")) cell.focus();
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      holder.querySelector("input, textarea, select").focus();
    }
  },

  paste(event) {
    const { target } = event;
    if (!target.cx || !event.clipboardData || this.form.locked) return;
    const { cell, part } = target.cx;
    if (!isBlock(event.clipboardData, part === "text" ? cell.column.kind : part)) return;
    event.preventDefault();
    const before = JSON.stringify(this.rows);
    const place = this.shown.indexOf(cell.row);
    const told = layBlock(this, blockOf(event.clipboardData.getData("text/plain")), place, cell.column);
    const from = whereIs(target);
    this.setRows([...this.rows]);
    this.focusAt(place, from);
    this.form.edited(this.section.key);
    this.form.note(told, () => {
      this.setRows(JSON.parse(before));
      this.focusAt(place, from);
      this.form.edited(this.section.key);
    }, true);
  },
});
