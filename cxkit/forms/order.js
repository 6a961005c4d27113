// A section of cards to be put in order: every card stays in sight, keys or a pointer move it.

class OrderView {
  constructor(form, section, rows) {
    Object.assign(this, { form, section, rows, cards: new Map(), asked: [], held: "" });
    this.list = node("ol", { class: "cx-order" });
    this.progress = node("p", { class: "cx-progress" });
    this.root = node("div", {}, this.progress, this.list);
    this.list.addEventListener("keydown", (event) => this.key(event));
    for (const name of ["dragstart", "dragover", "drop", "dragend"]) {
      this.list.addEventListener(name, (event) => this[name](event));
    }
    this.draw();
  }

  // The saved order, then whatever was never moved.
  get order() {
    const known = new Map(this.section.items.map((item) => [item.id, item]));
    const placed = this.rows.map((row) => row.id).filter((id) => known.has(id));
    const rest = [...known.keys()].filter((id) => !placed.includes(id));
    return [...placed, ...rest].map((id) => known.get(id));
  }

  update(section) {
    this.section = section;
    this.draw();
  }

  setRows(rows) {
    this.rows.splice(0, this.rows.length, ...rows);
    this.draw();
  }

  ask(questions) {
    this.asked = questions;
    for (const [id, card] of this.cards) {
      const here = questions.filter((one) => one.row === id);
      card.question.textContent = here.map((one) => one.text).join(" ");
      card.question.hidden = !here.length;
    }
  }

  card(item) {
    const up = button("\u2191", () => this.move(item.id, -1, true), { class: "cx-tool" });
    const down = button("\u2193", () => this.move(item.id, 1, true), { class: "cx-tool" });
    const text = node("span", { class: "cx-order-text" });
    const question = node("div", { class: "cx-question", hidden: true });
    const place = node("span", { class: "cx-order-place" });
    const root = node("li", { class: "cx-order-card", tabindex: "0", draggable: "true" },
      place, node("div", {}, text, question), node("span", { class: "cx-order-tools" }, up, down));
    root.cxId = item.id;
    return { root, text, place, up, down, question };
  }

  draw() {
    const order = this.order;
    for (const item of order) if (!this.cards.has(item.id)) this.cards.set(item.id, this.card(item));
    keepFocus(this.root, () => arrange(this.list, order.map((item) => this.cards.get(item.id).root)));
    order.forEach((item, at) => {
      const card = this.cards.get(item.id);
      const name = item.title ? `${item.title}: ${item.text}` : item.text;
      card.text.textContent = name;
      card.place.textContent = String(at + 1);
      card.up.disabled = this.form.locked || at === 0;
      card.down.disabled = this.form.locked || at === order.length - 1;
      card.up.setAttribute("aria-label", `Move up: ${item.text}`);
      card.down.setAttribute("aria-label", `Move down: ${item.text}`);
      card.root.setAttribute("aria-label", `${at + 1} of ${order.length}: ${name}`);
      card.root.classList.toggle("cx-held", this.held === item.id);
    });
    this.progress.textContent = this.rows.length
      ? `${order.length} cards, in your order` : `${order.length} cards, not in order yet`;
  }

  place(ids, told) {
    if (this.form.locked) return;
    this.rows.splice(0, this.rows.length, ...ids.map((id, at) => ({ id, place: at + 1 })));
    this.draw();
    this.form.edited(this.section.key);
    if (told) this.form.say(told);
  }

  move(id, step, focusButton = false) {
    const ids = this.order.map((item) => item.id);
    const at = ids.indexOf(id);
    const to = at + step;
    if (to < 0 || to >= ids.length) return;
    ids.splice(to, 0, ...ids.splice(at, 1));
    this.place(ids, `Card ${to + 1} of ${ids.length}`);
    const card = this.cards.get(id);
    const used = step < 0 ? card.up : card.down;
    (focusButton && !used.disabled ? used : card.root).focus();
  }

  key(event) {
    const root = event.target.closest(".cx-order-card");
    if (!root || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      this.form.saver.flush();
      return;
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && (event.altKey || this.held)) this.move(root.cxId, step);
    else if (step) {
      const next = step < 0 ? root.previousElementSibling : root.nextElementSibling;
      if (next) next.focus();
    } else if (event.target === root && (event.key === " " || event.key === "Enter")) {
      this.hold(this.held === root.cxId ? "" : root.cxId);
    } else if (event.key === "Escape" && this.held) this.hold("");
    else return;
    event.preventDefault();
  }

  // Space picks a card up, the arrows carry it, Space puts it down.
  hold(id) {
    if (this.form.locked) return;
    this.held = id;
    // Put down where it was: even so the order is now an answer.
    if (!id && !this.rows.length) this.place(this.order.map((item) => item.id));
    this.draw();
    this.form.say(id ? "Picked up. Up and down move it, Space puts it down." : "Put down.");
  }

  // ---- by pointer -----------------------------------------------------------------------

  dragstart(event) {
    const root = event.target.closest(".cx-order-card");
    if (!root || this.form.locked) return;
    this.dragged = root.cxId;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", root.cxId);
    event.stopPropagation(); // the notebook would drag the cell
  }

  dragover(event) {
    if (!this.dragged) return;
    event.preventDefault();
    event.stopPropagation();
  }

  drop(event) {
    const root = event.target.closest(".cx-order-card");
    if (!this.dragged || !root) return;
    event.preventDefault();
    event.stopPropagation();
    const ids = this.order.map((item) => item.id);
    const to = ids.indexOf(root.cxId);
    ids.splice(to, 0, ...ids.splice(ids.indexOf(this.dragged), 1));
    this.place(ids, `Card ${to + 1} of ${ids.length}`);
  }

  dragend() { this.dragged = ""; }
}
