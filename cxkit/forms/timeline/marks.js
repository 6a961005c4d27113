// The marks of one recording: in order of time, each with a name, every change with a way back.

const MARKS = {
  MOT: { letter: "M", name: "Moment of Truth" },
  BP: { letter: "B", name: "Break Point" },
  BR: { letter: "R", name: "Business Rule" },
};
const OWN_FILE = "recording"; // the id of the row that names a file of the learner's own
const STEPS_BACK = 200;
const ONE_GO = 800; // ms; the same nudge again within it is one step back

// 1:02.4 as a tape counter shows it, and 1:01:02.4 from an hour on.
const tape = (ms) => {
  const tenths = Math.round(ms / 100);
  const seconds = `${String(Math.floor(tenths / 10) % 60).padStart(2, "0")}.${tenths % 10}`;
  const minutes = Math.floor(tenths / 600);
  if (minutes < 60) return `${minutes}:${seconds}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${seconds}`;
};

// What a person types as a time, in milliseconds; null for what is none.
const untape = (text) => {
  const parts = text.trim().replace(",", ".").split(":");
  if (parts.length > 3 || !parts.every((part, at) =>
    (at === parts.length - 1 ? /^\d+(\.\d*)?$/ : /^\d+$/).test(part))) return null;
  return Math.round(parts.reduce((sum, part) => sum * 60 + Number(part), 0) * 1000);
};

const glyph = (kind) => node("span", {
  class: "cx-tl-glyph", "data-kind": kind, "aria-hidden": "true",
}, node("span", { text: MARKS[kind].letter }));

class Marks {
  // rows: the form's own array, changed in place; edited() is called after each change.
  constructor(rows, duration, edited) {
    Object.assign(this, { rows, duration, edited, back: [], ahead: [], last: {} });
    this.sort();
  }

  get file() { return this.rows.find((row) => row.id === OWN_FILE); }

  // Redrawn and saved rows are the same objects, so a view may keep them.
  sort() {
    const { file } = this;
    this.list = this.rows.filter((row) => row !== file).sort((one, other) =>
      one.start - other.start || one.end - other.end ||
      (one.kind < other.kind ? -1 : one.kind > other.kind ? 1 : 0) || (one.id < other.id ? -1 : 1));
    this.rows.splice(0, this.rows.length, ...(file ? [file] : []), ...this.list);
    const count = { MOT: 0, BP: 0, BR: 0 };
    this.names = new Map(this.list.map((mark) =>
      [mark.id, `${MARKS[mark.kind].name} ${++count[mark.kind]}`]));
  }

  get(id) { return this.list.find((mark) => mark.id === id); }

  // "Moment of Truth 3 at 1:02.4, 2.4 seconds", for who cannot see where it stands.
  told(mark) {
    const length = (mark.end - mark.start) / 1000;
    const lasts = length ? `, ${Math.round(length * 10) / 10} seconds` : "";
    return `${this.names.get(mark.id)} at ${tape(mark.start)}${lasts}`;
  }

  within(ms) { return Math.max(0, Math.min(Math.round(ms), this.duration)); }

  // Before a change: how it is now. The same kind of change at the same mark is one step.
  keep(what) {
    const now = Date.now();
    const again = what && this.last.what === what && now - this.last.at < ONE_GO;
    this.last = { what, at: now };
    if (again) return;
    this.back.push(this.list.map((mark) => ({ ...mark })));
    if (this.back.length > STEPS_BACK) this.back.shift();
    this.ahead.length = 0;
  }

  add(kind, at) {
    this.keep("");
    const start = this.within(at);
    const mark = { id: newId("m"), kind, start, end: start, note: "" };
    this.rows.push(mark);
    this.done();
    return mark;
  }

  remove(id) {
    this.keep("");
    this.rows.splice(this.rows.findIndex((row) => row.id === id), 1);
    this.done();
  }

  // Move one edge; the other gives way, so that no mark ends before it starts.
  edge(id, edge, to) {
    const mark = this.get(id);
    const ms = this.within(to);
    if (!mark || mark[edge] === ms) return;
    this.keep(`${edge} ${id}`);
    // A point goes as a whole with its start.
    if (edge === "start" && mark.end === mark.start) mark.end = ms;
    mark[edge] = ms;
    if (edge === "start") mark.end = Math.max(mark.end, ms);
    else mark.start = Math.min(mark.start, ms);
    this.done();
  }

  move(id, to) {
    const mark = this.get(id);
    if (!mark) return;
    const start = Math.max(0, Math.min(Math.round(to), this.duration - (mark.end - mark.start)));
    if (start === mark.start) return;
    this.keep(`move ${id}`);
    mark.end += start - mark.start;
    mark.start = start;
    this.done();
  }

  set(id, field, value) {
    const mark = this.get(id);
    if (!mark || mark[field] === value) return;
    this.keep(field === "note" ? `note ${id}` : "");
    mark[field] = value;
    this.done();
  }

  step(from, to) {
    if (!from.length) return false;
    to.push(this.list.map((mark) => ({ ...mark })));
    const { file } = this;
    this.rows.splice(0, this.rows.length, ...(file ? [file] : []), ...from.pop());
    this.last = {};
    this.done();
    return true;
  }

  undo() { return this.step(this.back, this.ahead); }

  redo() { return this.step(this.ahead, this.back); }

  done() {
    this.sort();
    this.edited();
  }
}
