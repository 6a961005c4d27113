// The picture of a timeline: loudness, time, one lane a kind, and where the playing stands.

const ZOOMS = { most: 240, step: 1.6 }; // CSS pixels a second; times a key
const EDGE = 10; // CSS pixels beside the recording, so that a mark at its start is whole
const RULER = 18; // CSS pixels of the canvas for the times
const TICKS = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800]; // seconds

class Track {
  // view: marks, player, select(id), locked; edited by pointer through view.marks
  constructor(view) {
    Object.assign(this, { view, drawn: new Map(), zoom: 0, peaks: null, rate: 20 });
    this.canvas = node("canvas", { class: "cx-tl-canvas", "aria-hidden": "true" });
    this.lanes = Object.fromEntries(Object.keys(MARKS).map((kind) =>
      [kind, node("div", { class: "cx-tl-lane", "data-kind": kind })]));
    this.agreed = node("div", { class: "cx-tl-lane cx-tl-agreed", hidden: true });
    this.head = node("div", { class: "cx-tl-head" });
    this.inner = node("div", { class: "cx-tl-inner" }, this.canvas,
      ...Object.values(this.lanes), this.agreed, this.head);
    this.stage = node("div", {
      class: "cx-tl-stage", tabindex: "0", role: "application", "aria-roledescription": "timeline",
    }, this.inner);
    this.names = node("div", { class: "cx-tl-names", "aria-hidden": "true" },
      node("div", { class: "cx-tl-corner" }),
      ...Object.keys(MARKS).map((kind) => node("div", { class: "cx-tl-lane" }, glyph(kind))),
      node("div", { class: "cx-tl-lane cx-tl-agreed", text: "Agreed", hidden: true }));
    this.root = node("div", { class: "cx-tl-track" }, this.names, this.stage);
    this.stage.addEventListener("scroll", () => {
      this.left = this.stage.scrollLeft;
      this.paint();
    });
    this.inner.addEventListener("pointerdown", (event) => this.press(event));
    this.left = this.width = 0; // read once: asking in each frame would lay the page out anew
    this.watch = new ResizeObserver(() => this.fit());
    this.watch.observe(this.stage);
  }

  get duration() { return this.view.marks.duration; }

  // ---- size -----------------------------------------------------------------------------

  fit() {
    this.width = this.stage.clientWidth - 2 * EDGE;
    const whole = this.width / Math.max(this.duration / 1000, 1);
    this.scale = Math.max(whole, Math.min(whole * ZOOMS.step ** this.zoom, ZOOMS.most));
    this.inner.style.width = this.zoom ? `${Math.round(this.scale * this.duration / 1000)}px` : "100%";
    this.paint();
  }

  zoomBy(step) {
    const before = this.scale;
    const { zoom } = this;
    const at = this.view.player.time;
    this.zoom = step ? Math.max(0, this.zoom + step) : 0;
    this.fit();
    if (this.scale === before) this.zoom = Math.min(zoom, this.zoom);
    this.scrollTo((at / 1000) * this.scale - this.width / 2);
    this.paint();
    return this.width / this.scale;
  }

  scrollTo(x) {
    this.stage.scrollLeft = x;
    this.left = this.stage.scrollLeft;
  }

  // ---- drawing --------------------------------------------------------------------------

  draw() {
    const { marks, selected } = this.view;
    const kept = new Set();
    for (const mark of marks.list) {
      kept.add(mark.id);
      let made = this.drawn.get(mark.id);
      if (made && made.kind !== mark.kind) {
        made.root.remove();
        made = null;
      }
      if (!made) this.drawn.set(mark.id, (made = this.make(mark)));
      this.place(made, mark, mark.id === selected);
    }
    for (const [id, made] of this.drawn) {
      if (kept.has(id)) continue;
      made.root.remove();
      this.drawn.delete(id);
    }
    clearTimeout(this.naming);
    this.naming = setTimeout(() => this.name(), 150);
  }

  // A new mark renames those after it: that can wait until the key was answered.
  name() {
    for (const { root, mark } of this.drawn.values()) {
      const told = this.view.marks.told(mark);
      if (root.cxTold !== told) root.setAttribute("aria-label", (root.cxTold = told));
    }
  }

  make(mark) {
    const bar = node("div", { class: "cx-tl-bar" });
    const root = node("div", { class: "cx-tl-mark", role: "img", "data-kind": mark.kind },
      bar, glyph(mark.kind));
    root.cxId = mark.id;
    this.lanes[mark.kind].append(root);
    return { root, bar, kind: mark.kind, told: "" };
  }

  place(made, mark, selected) {
    made.mark = mark;
    const told = `${mark.start} ${mark.end} ${this.duration} ${selected}`;
    if (made.told === told) return;
    made.told = told;
    made.root.style.left = `${(mark.start / this.duration) * 100}%`;
    made.root.style.width = `${((mark.end - mark.start) / this.duration) * 100}%`;
    made.bar.hidden = mark.end === mark.start;
    made.root.classList.toggle("cx-tl-selected", selected);
  }

  showAgreed(list) {
    for (const one of [this.agreed, this.names.lastChild]) one.hidden = !list.length;
    this.agreed.replaceChildren(...list.map((mark) => node("div", {
      class: `cx-tl-mark${mark.optional ? " cx-tl-optional" : ""}`, role: "img", "data-kind": mark.kind,
      style: `left:${(mark.start / this.duration) * 100}%`,
      title: `${tape(mark.start)} ${mark.what || ""}${mark.optional ? " (debatable)" : ""}`,
      "aria-label": `Agreed: ${MARKS[mark.kind].name} at ${tape(mark.start)}, ${mark.what || ""}`,
    }, glyph(mark.kind))));
  }

  // Only what is in sight is painted: half an hour at full zoom is 400,000 pixels wide.
  paint() {
    const { canvas, scale, left, width } = this;
    const height = canvas.clientHeight;
    if (!width || !height || !scale) return;
    const fine = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * fine) || canvas.height !== Math.round(height * fine)) {
      canvas.style.width = `${width}px`;
      canvas.width = Math.round(width * fine);
      canvas.height = Math.round(height * fine);
    }
    const pen = canvas.getContext("2d");
    const colours = getComputedStyle(canvas);
    pen.setTransform(fine, 0, 0, fine, 0, 0);
    pen.clearRect(0, 0, width, height);
    const from = left / scale; // seconds
    pen.fillStyle = colours.getPropertyValue("--cx-wave");
    const middle = RULER + (height - RULER) / 2;
    const half = (height - RULER) / 2 - 2;
    if (this.peaks) for (let x = 0; x < width; x += 2) {
      const first = Math.floor((from + x / scale) * this.rate);
      const last = Math.max(first + 1, Math.floor((from + (x + 2) / scale) * this.rate));
      let loud = 0;
      for (let at = first; at < last && at < this.peaks.length; at++) loud = Math.max(loud, this.peaks[at]);
      const high = Math.max(0.5, Math.min(1, loud / this.loudest) * half);
      pen.fillRect(x, middle - high, 1.4, 2 * high);
    }
    pen.fillStyle = colours.getPropertyValue("--cx-soft");
    pen.font = `11px ${colours.fontFamily}`;
    const step = TICKS.find((one) => one * scale > 64) || TICKS[TICKS.length - 1];
    for (let at = Math.ceil(from / step) * step; at * scale - left < width; at += step) {
      const x = at * scale - left;
      pen.fillRect(x, 0, 1, 5);
      const text = step < 1 ? tape(at * 1000) : tape(at * 1000).slice(0, -2);
      if (x + pen.measureText(text).width + 5 < width) pen.fillText(text, x + 4, 12);
    }
    this.at(this.view.player.time);
  }

  loud(peaks, rate) {
    Object.assign(this, { peaks, rate });
    this.loudest = peaks ? peaks.reduce((most, one) => Math.max(most, one), 1) : 1;
    this.paint();
  }

  at(ms) {
    const x = Math.round((ms / 1000) * this.scale * 2) / 2;
    if (x === this.headAt) return;
    this.headAt = x;
    this.head.style.transform = `translateX(${x}px)`;
    const out = x < this.left || x > this.left + this.width - 20;
    if (out && this.view.player.playing) this.scrollTo(x - 40);
  }

  show(mark) {
    const x = (mark.start / 1000) * this.scale;
    if (!this.zoom) return;
    if (x < this.left + 10 || x > this.left + this.width - 30) this.scrollTo(x - this.width / 3);
  }

  // ---- by pointer -----------------------------------------------------------------------

  msAt(event) {
    return ((event.clientX - this.inner.getBoundingClientRect().left) / this.scale) * 1000;
  }

  // On a mark: choose it, drag it, or drag its end. Elsewhere: go there.
  press(event) {
    if (event.button) return;
    const { view } = this;
    const root = event.target.closest(".cx-tl-mark");
    if (!root || !root.cxId) {
      view.player.seek(this.msAt(event));
      return;
    }
    const id = root.cxId;
    view.select(id, { seek: true });
    if (view.form.locked) return;
    const mark = view.marks.get(id);
    const grabbed = this.msAt(event);
    const { start, end } = mark;
    const stretch = end > start && event.target.classList.contains("cx-tl-bar") &&
      (end - grabbed) / 1000 * this.scale < 10;
    const moved = (now) => {
      const by = this.msAt(now) - grabbed;
      if (Math.abs(by) / 1000 * this.scale < 3) return;
      if (stretch) view.marks.edge(id, "end", Math.max(start, end + by));
      else view.marks.move(id, start + by);
    };
    const over = () => {
      this.inner.removeEventListener("pointermove", moved);
      view.marks.last = {};
    };
    this.inner.setPointerCapture(event.pointerId);
    this.inner.addEventListener("pointermove", moved);
    for (const name of ["pointerup", "pointercancel"]) {
      this.inner.addEventListener(name, over, { once: true });
    }
  }

  close() {
    this.watch.disconnect();
    clearTimeout(this.naming);
  }
}
