// The reading pane: texts to search, whose ids go into the evidence box used last.

class MaterialPane {
  constructor(form, items) {
    Object.assign(this, { form, items, lines: [] });
    this.search = node("input", {
      type: "search", class: "cx-text", placeholder: "Search the texts",
      "aria-label": "Search the texts", oninput: () => this.filter(),
    });
    this.found = node("span", { class: "cx-found", role: "status" });
    this.list = node("ul", { class: "cx-texts", tabindex: "0", "aria-label": "Texts" });
    this.root = node("details", { class: "cx-material" },
      node("summary", { text: `Material (${items.length} texts)` }),
      node("div", { class: "cx-search" }, this.search, this.found), this.list);
    this.root.addEventListener("toggle", () => this.open());
  }

  open() {
    if (this.lines.length || !this.root.open) return;
    this.lines = this.items.map((item) => {
      const cite = button(item.id, () => this.cite(item.id), {
        class: "cx-cite", "aria-label": `Cite ${item.id}`, title: "Put this id into the evidence box",
      });
      // The evidence box keeps the focus when the mouse is used.
      cite.addEventListener("mousedown", (event) => event.preventDefault());
      const line = node("li", {}, cite, node("div", {},
        item.title && node("strong", { text: item.title }),
        node("div", { text: item.text }),
        item.note && node("div", { class: "cx-help", text: item.note })));
      line.cxText = [item.id, item.title, item.text, item.note].join(" ").toLowerCase();
      return line;
    });
    this.list.append(...this.lines);
    this.filter();
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
