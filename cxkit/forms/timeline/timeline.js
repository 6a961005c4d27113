// A section of marks in a recording: hear it, press a key when something happens.

const SPEEDS = [0.75, 1, 1.25, 1.5];
const BACK = 3000; // ms
const [FINE, COARSE] = [100, 1000]; // ms a nudge

class TimelineView {
  // form: edited(key), say(text), saver, locked, recordings, agreed
  constructor(form, section, rows) {
    const known = form.recordings[section.recording];
    Object.assign(this, { form, section, known, selected: "" });
    this.marks = new Marks(rows, known ? known.duration : 0, () => this.edited());
    if (!known && this.marks.file) this.marks.duration = this.marks.file.duration;
    this.player = new Player(this.marks.duration, (ms) => this.at(ms), () => this.drawPlay());
    this.track = new Track(this);
    this.captions = new Captions(this, known ? known.lines : []);
    this.table = new MarkTable(this);
    this.film = node("div", { class: "cx-tl-film", hidden: true });
    this.told = node("p", { class: "cx-progress", hidden: true });
    this.agreed = node("details", { class: "cx-tl-agreed-list", hidden: true });
    this.root = node("div", { class: `cx-tl${known && known.lines.length ? " cx-tl-worded" : ""}` });
    this.own = known ? null : new OwnFile(this);
    this.tools = timelineTools(this);
    this.edges = markEdges(this);
    const about = known && [known.about, known.note].filter(Boolean).join(" ");
    this.root.append(...[
      about && node("p", { class: "cx-tl-about", text: about }),
      this.own && this.own.root, this.film, this.tools.root, this.track.root, this.captions.line, this.told,
      this.edges.root,
      node("div", { class: "cx-tl-below" }, this.captions.root, node("div", {}, this.table.root, this.agreed)),
    ].filter(Boolean));
    this.root.addEventListener("keydown", (event) => timelineKey(this, event));
    this.track.stage.setAttribute("aria-label", `Timeline of ${section.title}. ` +
      "Space plays; M, B and R mark; up and down go from mark to mark");
    this.draw();
    this.showAgreed(form.agreed[section.key] || []);
    if (known) this.listen(known);
  }

  // Sound is asked for once the section comes into sight: a notebook may hold many.
  listen(known) {
    if (known.peaks) {
      this.track.loud(Uint8Array.from(atob(known.peaks), (one) => one.charCodeAt(0)), known.rate);
    }
    const silent = (reason) => {
      this.told.replaceChildren(
        node("span", { text: `${reason} The captions run without it, and marks can be made. ` }),
        this.sound ? button("Try the sound again", () => {
          this.told.hidden = true;
          this.track.stage.focus();
          this.sound.begin();
        }) : "");
      this.told.hidden = false;
    };
    if (!known.sound) {
      silent("This recording has no sound here.");
      return;
    }
    this.sound = new Sound(known.id, (message) => this.form.saver.send(message), (media) => {
      this.player.use(media);
      this.root.dataset.sound = "here";
    }, silent);
    this.sight = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      this.sight.disconnect();
      this.sound.begin();
    });
    this.sight.observe(this.root);
  }

  heard(message, buffers) {
    if (this.sound && message.recording === this.sound.id) this.sound.heard(message, buffers);
  }

  // ---- what the form asks of every view ---------------------------------------------------

  update(section) { this.section = section; }

  setRows(rows) {
    this.marks.keep("");
    this.marks.rows.splice(0, this.marks.rows.length, ...rows);
    if (this.own && this.marks.file) this.marks.duration = this.player.duration = this.marks.file.duration;
    this.marks.sort();
    this.draw();
  }

  ask(questions) {
    this.asked = questions;
    this.table.ask(questions);
  }

  close() {
    this.player.close();
    this.track.close();
    if (this.sight) this.sight.disconnect();
    if (this.sound) this.sound.close();
  }

  // ---- drawing ----------------------------------------------------------------------------

  draw() {
    const ready = this.marks.duration > 0;
    for (const one of [this.track.root, this.tools.root, this.table.root, this.edges.root]) one.hidden = !ready;
    if (!this.marks.get(this.selected)) this.selected = "";
    if (!this.track.scale && ready) this.track.fit();
    this.track.draw();
    this.table.draw();
    this.edges.draw();
    this.tools.draw();
    if (this.asked) this.table.ask(this.asked);
    this.at(this.player.time);
  }

  drawPlay() { this.tools.draw(); }

  at(ms) {
    this.track.at(ms);
    this.captions.at(ms);
    this.tools.at(ms);
  }

  showAgreed(list) {
    this.track.showAgreed(list);
    this.agreed.hidden = !list.length;
    const lines = list.map(({ kind, start, what, optional }) => {
      const made = button("", () => this.player.seek(start), {
        class: `cx-tl-line${optional ? " cx-tl-optional" : ""}`,
      });
      const told = ` ${MARKS[kind].name}: ${what || ""}${optional ? " (debatable)" : ""}`;
      made.append(node("span", { class: "cx-tl-time", text: tape(start).slice(0, -2) }),
        node("span", {}, glyph(kind), node("span", { text: told })));
      return node("li", {}, made);
    });
    this.agreed.replaceChildren(
      node("summary", { text: `Agreed by the annotators (${list.length})` }), node("ol", {}, ...lines));
  }

  // ---- doing ------------------------------------------------------------------------------

  edited() {
    this.form.edited(this.section.key);
    this.draw();
  }

  get free() {
    if (!this.form.locked) return true;
    this.form.say("This copy cannot be changed.");
    return false;
  }

  add(kind) {
    if (!this.free || !this.marks.duration) return;
    const mark = this.marks.add(kind, this.player.time);
    this.select(mark.id, { seek: false });
    this.form.measureKey();
  }

  select(id, { seek = false, quiet = false } = {}) {
    const mark = this.marks.get(id);
    if (!mark) return;
    const changed = this.selected !== id;
    this.selected = id;
    if (changed) {
      this.track.draw();
      this.table.draw();
      this.edges.draw();
    }
    if (seek) this.player.seek(mark.start);
    if (quiet) return;
    this.track.show(mark);
    this.table.show(id);
    this.form.say(this.marks.told(mark));
  }

  // The mark before or after the playhead, or after the one that is chosen.
  go(step) {
    const { list } = this.marks;
    const at = list.findIndex((mark) => mark.id === this.selected);
    const now = this.player.time;
    const next = at >= 0 ? list[at + step]
      : step > 0 ? list.find((mark) => mark.start >= now) : list.findLast((mark) => mark.start <= now);
    if (next) this.select(next.id, { seek: true });
    else this.form.say(list.length ? "No mark further on." : "No marks yet.");
  }

  edge(id, edge, ms) {
    if (!id || !this.free) return;
    this.marks.edge(id, edge, ms);
    const mark = this.marks.get(id);
    this.track.show(mark);
    this.form.say(`${edge === "start" ? "Start" : "End"} ${tape(mark[edge])}`);
  }

  nudge(edge, by) {
    const mark = this.marks.get(this.selected);
    if (mark) this.edge(mark.id, edge, mark[edge] + by);
    else this.form.say("Choose a mark first: up or down.");
  }

  kind(id, kind) {
    if (!id || !this.free) return;
    this.marks.set(id, "kind", kind);
    this.form.say(this.marks.told(this.marks.get(id)));
  }

  remove(id) {
    if (!id || !this.free) return;
    const place = this.marks.list.findIndex((mark) => mark.id === id);
    const name = this.marks.names.get(id);
    const inTable = this.table.root.contains(this.root.getRootNode().activeElement);
    this.marks.remove(id);
    const next = this.marks.list[Math.min(place, this.marks.list.length - 1)];
    if (next) this.select(next.id, { quiet: true });
    if (inTable && next) this.table.lines.get(next.id).drop.focus();
    else if (inTable) this.track.stage.focus();
    this.form.note(`${name} deleted.`, () => this.undo(), true);
  }

  undo(ahead = false) {
    if (!this.free) return;
    const done = ahead ? this.marks.redo() : this.marks.undo();
    this.form.say(done ? (ahead ? "Done again." : "Undone.") : "Nothing further.");
  }

  hear(id) {
    const mark = this.marks.get(id);
    if (!mark) return;
    this.player.seek(mark.start);
    this.player.play(mark.end - mark.start > 300 ? mark.end : null);
  }
}
