// The reading pane: texts to search, whose ids go into the evidence box used last.

const FEW = 8; // texts that are seen at a glance need no search and lie open

class MaterialPane {
  constructor(form, items, section) {
    const few = items.length <= FEW;
    Object.assign(this, { form, items, section, lines: [] });
    this.search = node("input", {
      type: "search", class: "cx-text", placeholder: "Search the texts",
      "aria-label": "Search the texts", oninput: () => this.filter(),
    });
    this.found = node("span", { class: "cx-found", role: "status" });
    this.list = node("ul", { class: "cx-texts", tabindex: "0", "aria-label": "Texts" });
    this.root = node("details", { class: `cx-material${few ? " cx-few" : ""}`, open: few },
      node("summary", { text: few ? "Material" : `Material (${items.length} texts)` }),
      !few && node("div", { class: "cx-search" }, this.search, this.found), this.list);
    this.root.addEventListener("toggle", () => this.open());
    this.open();
  }

  // Whether an id can go into a cell; beside cards, or with no evidence box, texts are only read.
  cited() {
    const drawn = [...this.form.views.values()].map((view) => view.section);
    return this.section.kind === "table" && [...this.form.state.sections, ...drawn].some(
      ({ columns = [] }) => columns.some(({ kind }) => kind === "ids" || kind === "strength"));
  }

  open() {
    if (this.lines.length || !this.root.open) return;
    const cited = this.cited();
    this.root.classList.toggle("cx-read", !cited);
    this.lines = this.items.map((item) => {
      const line = node("li", {}, cited && this.citer(item.id), node("div", {},
        item.title && node("strong", { text: item.title }),
        node("div", { text: item.text }),
        item.note && node("div", { class: "cx-help", text: item.note })));
      line.cxText = [item.id, item.title, item.text, item.note].join(" ").toLowerCase();
      return line;
    });
    this.list.append(...this.lines);
    this.filter();
  }

  citer(id) {
    const made = button(id, () => this.cite(id), {
      class: "cx-cite", "aria-label": `Cite ${id}`, title: "Put this id into the evidence box",
    });
    // The evidence box keeps the focus when the mouse is used.
    made.addEventListener("mousedown", (event) => event.preventDefault());
    return made;
  }

  filter() {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const line of this.lines) {
      line.hidden = !words.every((word) => line.cxText.includes(word));
      if (!line.hidden) shown += 1;
    }
    this.found.textContent = words.length ? `${shown} of ${this.lines.length}` : "";
  }

  cite(id) {
    const { idsBox } = this.form;
    if (this.form.locked) return;
    if (!idsBox || !idsBox.box.isConnected) {
      this.form.say("First go to the evidence box that should hold it", true);
      return;
    }
    const { box, view } = idsBox;
    const ids = idsOf(box.value);
    const where = box.getAttribute("aria-label");
    if (ids.includes(id)) {
      this.form.say(`${id} already stands in ${where}`, true);
      return;
    }
    box.value = [...ids, id].join(" ");
    takeFrom(box);
    this.form.edited(view.section.key);
    this.form.say(`${id} added to ${where}`, true);
  }
}
