// The buttons of a timeline, and its keys: whatever a button does, a key does too.

const TIMELINE_KEYS = [
  ["Space", "in a timeline: play and pause"],
  ["Left, Right", "3 seconds back and on"],
  ["M, B, R", "a Moment of Truth, a Break Point, a Business Rule here"],
  ["Up, Down", "the mark before and after"],
  ["Shift+Left, Shift+Right", "start of the mark 0.1 s earlier and later; with Alt 1 s"],
  ["Shift+Up, Shift+Down", "end of the mark 0.1 s later and earlier; with Alt 1 s"],
  ["S, E", "the mark starts here, ends here"],
  ["Shift+M, Shift+B, Shift+R", "change the mark's kind"],
  ["Enter", "hear the mark"],
  ["N", "write a note; Escape comes back"],
  ["Delete", "delete the mark"],
  ["Ctrl+Z, Ctrl+Y", "undo and redo"],
  ["+, -, 0", "zoom in, out, whole recording"],
];

const timelineTools = (view) => {
  const { player } = view;
  const play = button("", () => player.toggle(), { class: "cx-button cx-tl-play" });
  const back = button("Back 3 s", () => player.seek(player.time - BACK));
  const time = node("span", { class: "cx-tl-now" });
  const speed = node("select", { class: "cx-tl-speed", "aria-label": "Speed",
    onchange: () => player.speed(Number(speed.value)) },
  ...SPEEDS.map((one) => node("option", { text: `${one} \u00d7`, value: String(one), selected: one === 1 })));
  const adders = Object.entries(MARKS).map(([kind, { name }]) => {
    const made = button("", (event) => {
      view.add(kind);
      // After a click Space plays; it must not make a second mark.
      if (event.detail) view.track.stage.focus();
    }, { class: "cx-button cx-tl-add" });
    made.append(glyph(kind), node("span", { text: name }));
    return made;
  });
  const undo = button("Undo", () => view.undo());
  const redo = button("Redo", () => view.undo(true));
  const zooms = [["+", 1, "Zoom in"], ["\u2212", -1, "Zoom out"], ["Whole", 0, "Show the whole recording"]]
    .map(([text, step, name]) => button(text, () => timelineZoom(view, step), { "aria-label": name }));
  const group = (name, ...inner) => node("div", { class: "cx-tl-group", role: "group", "aria-label": name }, ...inner);
  const root = node("div", { class: "cx-tl-tools" },
    group("Playing", play, back, time, speed), group("Marking", ...adders),
    group("Changes", undo, redo), group("Zoom", ...zooms));
  let told = "";
  return {
    root,
    draw: () => {
      play.textContent = player.playing ? "Pause" : "Play";
      play.dataset.playing = String(player.playing);
      undo.disabled = view.form.locked || !view.marks.back.length;
      redo.disabled = view.form.locked || !view.marks.ahead.length;
      for (const one of adders) one.disabled = view.form.locked;
    },
    at: (ms) => {
      const now = `${tape(ms)} / ${tape(view.marks.duration).slice(0, -2)}`;
      if (now !== told) time.textContent = told = now;
    },
  };
};

const timelineZoom = (view, step) => {
  const seconds = view.track.zoomBy(step);
  view.form.say(`${Math.round(seconds)} seconds in sight`);
};

// The chosen mark's two ends, each with its nudges.
const markEdges = (view) => {
  const name = node("strong");
  const line = (edge, title) => {
    const time = node("span", { class: "cx-tl-now" });
    const nudges = [[-COARSE, "\u22121 s"], [-FINE, "\u22120.1"], [FINE, "+0.1"], [COARSE, "+1 s"]]
      .map(([by, text]) => button(text, () => view.nudge(edge, by), {
        class: "cx-button cx-tl-nudge",
        "aria-label": `${title} ${Math.abs(by) / 1000} ${Math.abs(by) === 1000 ? "second" : "seconds"} ${by < 0 ? "earlier" : "later"}`,
      }));
    const here = button("Here", () => view.edge(view.selected, edge, view.player.time),
      { class: "cx-button cx-tl-nudge", "aria-label": `${title} here` });
    const root = node("div", { class: "cx-tl-group", role: "group", "aria-label": title },
      node("span", { text: title }), nudges[0], nudges[1], time, nudges[2], nudges[3], here);
    return { root, time, buttons: [...nudges, here] };
  };
  const start = line("start", "Start");
  const end = line("end", "End");
  const hear = button("Hear it", () => view.hear(view.selected));
  const root = node("div", { class: "cx-tl-edges", role: "group", "aria-label": "The chosen mark" },
    name, hear, start.root, end.root);
  return {
    root,
    draw: () => {
      const mark = view.marks.get(view.selected);
      root.classList.toggle("cx-tl-none", !mark);
      name.replaceChildren(...(mark ? [glyph(mark.kind), ` ${view.marks.names.get(mark.id)}`] : ["No mark chosen"]));
      start.time.textContent = mark ? tape(mark.start) : "";
      end.time.textContent = mark ? tape(mark.end) : "";
      hear.disabled = !mark;
      for (const one of [...start.buttons, ...end.buttons]) one.disabled = !mark || view.form.locked;
    },
  };
};

const LETTERS = { m: "MOT", b: "BP", r: "BR" };

// Whether a key was ours. Within a text, a list of options or a button the usual keys are theirs.
const timelineKey = (view, event) => {
  const { target, key } = event;
  if (event.isComposing || target.matches("input, textarea, select")) return;
  const letter = key.toLowerCase();
  let act;
  if (event.ctrlKey || event.metaKey) {
    if (letter === "z") act = () => view.undo(event.shiftKey);
    else if (letter === "y") act = () => view.undo(true);
  } else if (event.shiftKey && /^Arrow/.test(key)) {
    const by = event.altKey ? COARSE : FINE;
    const [edge, sign] = { ArrowLeft: ["start", -1], ArrowRight: ["start", 1],
      ArrowUp: ["end", 1], ArrowDown: ["end", -1] }[key];
    act = () => view.nudge(edge, sign * by);
  } else if (!event.altKey) act = plainKey(view, event, letter, target.matches("button, summary"));
  if (!act) return;
  event.preventDefault();
  act();
};

const plainKey = (view, event, letter, onButton) => {
  const { player, selected } = view;
  if (LETTERS[letter]) {
    if (event.shiftKey) return () => view.kind(selected, LETTERS[letter]);
    return () => { if (!event.repeat) view.add(LETTERS[letter]); };
  }
  if (event.key === "+" || event.key === "=") return () => timelineZoom(view, 1);
  if (event.shiftKey && event.key === "Enter") return () => view.form.saver.flush();
  if (event.shiftKey) return null;
  const inList = onButton && event.target.matches(".cx-tl-line");
  return {
    " ": (!onButton || inList) && (() => player.toggle()),
    Enter: !onButton && (() => view.hear(selected)),
    ArrowLeft: () => player.seek(player.time - BACK),
    ArrowRight: () => player.seek(player.time + BACK),
    ArrowUp: () => view.go(-1),
    ArrowDown: () => view.go(1),
    s: () => view.edge(selected, "start", player.time),
    e: () => view.edge(selected, "end", player.time),
    n: () => view.table.focusNote(selected),
    Delete: () => view.remove(selected),
    Backspace: () => view.remove(selected),
    "-": () => timelineZoom(view, -1),
    0: () => timelineZoom(view, 0),
  }[event.key.length === 1 ? letter : event.key];
};
