// The room's page: asks for the state every few seconds and changes only what has changed, so
// that neither the focus nor the reader's place is lost. Text goes through textContent only.
(() => {
  const EVERY = 3000;
  const HURRY = 400; // while workbooks are still to be read
  const SHAPES = { done: "\u2713", look: "\u25B2", begun: "\u25CF" };
  const WORDS = { done: "done", look: "look again", begun: "begun" };
  const root = document.getElementById("room");
  const wall = document.body.dataset.view === "wall";
  let state = null;
  let picked = ""; // a module that was chosen by hand; empty follows the room
  let drawn = {};

  const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;
  const percent = (share) => `${Math.round(100 * share)} %`;

  const skeleton = () => {
    const part = (id, tag = "div") => node(tag, { id });
    const select = node("select", { id: "module", onchange: (event) => { picked = event.target.value; draw(); } });
    root.replaceChildren(
      node("header", { class: "head" }, node("h1", { id: "title", text: "The room" }), node("span", { id: "when", class: "quiet" })),
      node("div", { class: "tools" }, node("label", { for: "module", text: "Module" }), select, node("span", { id: "pending" })),
      node("p", { id: "problem", class: "bad", role: "alert", hidden: true }), part("notes"),
      node("ul", { id: "tiles", class: "tiles" }), part("stuck"), part("exercises"), part("learners"),
      node("p", { id: "live", class: "unseen", "aria-live": "polite" }));
  };
  const el = (id) => document.getElementById(id);

  // Draw a part anew only where what it shows is other than before.
  const put = (id, shown, make) => {
    const now = JSON.stringify(shown);
    if (drawn[id] === now) return;
    drawn[id] = now;
    const open = [...el(id).querySelectorAll("details[open]")].map((one) => one.dataset.id);
    const active = document.activeElement;
    const held = el(id).contains(active) ? active.dataset.focus : null;
    el(id).replaceChildren(...make().filter(Boolean));
    for (const one of el(id).querySelectorAll("details")) if (open.includes(one.dataset.id)) one.open = true;
    if (held) el(id).querySelector(`[data-focus="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  };

  const draw = () => {
    if (!state || !state.modules) return;
    const module = state.modules.find((one) => one.id === (picked || state.focus)) || state.modules[0];
    el("title").textContent = `Module ${module.id} \u00b7 ${module.title}`;
    document.title = `The room \u00b7 module ${module.id}`;
    el("when").textContent = `as of ${state.when}`;
    el("pending").textContent = state.pending ? `${count(state.pending, "exercise", "exercises")} still to be read` : "";
    const follow = `Where the room is${state.focus ? ` (${state.focus})` : ""}`;
    put("module", [state.modules.map((one) => one.id), follow], () => [
      new Option(follow, ""), ...state.modules.map((one) => new Option(`${one.id} ${one.title}`, one.id))]);
    el("module").value = picked;
    put("notes", state.notes, () => state.notes.map((text) => node("p", { class: "bad", text })));
    put("tiles", [state.expected, state.here, state.active, state.stuck, module], () => tiles(module));
    put("stuck", stuckNow(), stuckList);
    put("exercises", module, () => exercises(module));
    put("learners", [module.id, module.exercises.map((one) => one.id), state.learners], () => learners(module));
    tell(module);
  };

  const tile = (figure, words, warn) => node("li", { class: warn ? "warn" : "" },
    node("strong", { text: figure }), node("span", { text: words }));
  const tiles = (module) => {
    const core = module.exercises.filter((one) => one.core);
    const done = core.reduce((sum, one) => sum + one.done, 0);
    const share = state.here && core.length ? percent(done / (core.length * state.here)) : "\u2013";
    return [tile(`${state.here} of ${state.expected}`, "have a workbook here"),
      tile(state.active, "saved within 30 minutes"),
      module.paper ? null : tile(share, "of the core exercises here are done"),
      wall ? null : tile(state.stuck, `stuck: no progress for ${state.stuckAfter} minutes, with findings`, state.stuck > 0)];
  };

  const stuckNow = () => (state.learners || []).filter((one) => one.stuck).sort((a, b) => b.stuck - a.stuck)
    .map((one) => [one.name, one.at, one.stuck]);
  const stuckList = () => {
    const found = stuckNow();
    if (!found.length) return [];
    const said = found.map(([name, at, minutes]) => `${name} at ${at}, ${minutes} min`).join("; ");
    return [node("p", { class: "stuck", text: `Stuck: ${said}.` })];
  };

  const bar = (one) => {
    const all = Math.max(state.here, 1);
    const parts = ["done", "look", "begun"].filter((key) => one[key]);
    const made = node("div", { class: "bar", "aria-hidden": "true" }, ...parts.map((key) => node("i", { class: key })));
    parts.forEach((key, place) => { made.children[place].style.width = `${(100 * one[key]) / all}%`; });
    const words = parts.map((key) => `${SHAPES[key]} ${one[key]} ${WORDS[key]}`);
    const rest = state.here - one.done - one.look - one.begun;
    if (rest > 0) words.push(`${rest} not started`);
    return node("div", {}, made, node("span", { class: "words", text: words.join(", ") }),
      one.stuck && !wall ? node("span", { class: "words stuck", text: `, ${one.stuck} stuck` }) : null);
  };

  const split = (one) => {
    const held = one.agreement && one.agreement.split;
    if (!held) return null;
    const told = held.counts.map(([label, n]) => (label ? `${n} ${label}` : `${n}`)).join(wall ? " to " : "; ");
    return node("details", { "data-id": one.id },
      node("summary", { text: "Most divided on", "data-focus": `split-${one.id}` }),
      node("p", { class: "split", text: held.text }), node("p", { class: "split", text: told }));
  };
  const agreed = (one) => {
    const found = one.agreement;
    if (!found) return [node("span", { class: "quiet", text: "\u2013" }), node("span", { class: "unseen", text: "none to tell" })];
    const kappa = found.kappa === null ? "" : `, \u03ba ${found.kappa.toFixed(2).replace("-", "\u2212")}`;
    return [node("span", { text: `${percent(found.share)}${kappa}` }),
      node("div", { class: "note", text: `${count(found.learners, "learner", "learners")}, ${count(found.items, "choice", "choices")}` }), split(one)];
  };
  const missed = (one) => {
    const first = one.missed[0];
    if (!first) return [node("span", { class: "quiet", text: "\u2013" }), node("span", { class: "unseen", text: "nothing missed" })];
    return [node("div", { class: "said", text: `${first.title}: ${first.n} of ${first.of}` }),
      first.next ? node("div", { class: "note said", text: first.next }) : null];
  };

  const head = (...titles) => node("thead", {}, node("tr", {}, ...titles.map((text) => node("th", { scope: "col", text }))));
  const exercises = (module) => {
    const rows = module.exercises.map((one) => node("tr", {},
      node("th", { scope: "row", class: "name" }, node("span", { text: `${one.id} ${one.title}` }),
        node("div", { class: "extra note", text: `${one.minutes} min${one.core ? "" : ", extra"}` })),
      node("td", {}, bar(one)), node("td", { class: "figure" }, ...agreed(one)), node("td", {}, ...missed(one))));
    const paper = module.paper ? "This is the paper: who has begun is shown, and nothing of what was written." : "";
    return [node("h2", { text: "Exercises" }), paper ? node("p", { class: "note", text: paper }) : null,
      node("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Exercises", "data-focus": "exercises" },
        node("table", {}, head("Exercise", "State", "Agreement", "Most missed"), node("tbody", {}, ...rows))),
      node("p", { class: "note", text: "Agreement: the share who chose what most chose, mean over the choices that two or more have made; \u03ba is each learner against most of the others, chance taken out. Neither says who is right." })];
  };

  const learners = (module) => {
    if (!state.learners) return [];
    const cell = (one, id) => {
      const held = one.cells[id];
      return node("td", { class: `cell${one.at === id ? " here" : ""}`, "data-state": held || "" },
        node("span", { "aria-hidden": "true", text: held ? SHAPES[held] : "\u00b7" }),
        node("span", { class: "unseen", text: `${held ? WORDS[held] : "not started"}${one.at === id ? ", saved last" : ""}` }));
    };
    const last = (one) => {
      if (!one.here) return node("td", { class: "quiet", text: "no workbook yet" });
      if (one.stuck) return node("td", { class: "stuck", text: `stuck at ${one.at} for ${one.stuck} min` });
      if (one.ago === null) return node("td", { class: "quiet", text: "nothing saved yet" });
      const when = one.ago < 1 ? "just now" : one.away ? "over 90 min ago" : `${one.ago} min ago`;
      return node("td", { class: "quiet", text: `${one.at}, ${when}` });
    };
    const rows = state.learners.map((one) => node("tr", {}, node("th", { scope: "row", text: one.name }),
      ...module.exercises.map((e) => cell(one, e.id)), last(one)));
    return [node("h2", { text: "Learners" }),
      node("p", { class: "key note" }, ...Object.keys(SHAPES).map((key) => node("span", {},
        node("b", { class: key, "aria-hidden": "true", text: `${SHAPES[key]} ` }), node("span", { text: WORDS[key] }))),
        node("span", { text: "\u00b7 not started" }), node("span", { text: "underlined: saved last" })),
      node("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Learners", "data-focus": "learners" },
        node("table", { class: "grid" }, head("Learner", ...module.exercises.map((e) => e.id), "Last save"),
          node("tbody", {}, ...rows)))];
  };

  // Said aloud to a screen reader only when a count changes, not every three seconds.
  const tell = () => {
    const text = `${state.here} of ${state.expected} here${wall ? "" : `, ${state.stuck} stuck`}.`;
    if (el("live").textContent !== text) el("live").textContent = text;
  };

  const problem = (text) => {
    el("problem").hidden = !text;
    if (el("problem").textContent !== text) el("problem").textContent = text;
  };

  const ask = async () => {
    let found = null;
    try {
      found = await (await fetch("state.json", { cache: "no-store" })).json();
    } catch {
      problem("The dashboard has been closed. What you see stands still; start it again with cxkit dashboard.");
    }
    if (found) problem(found.problem || "");
    if (found && found.modules) { state = found; draw(); }
    setTimeout(ask, state && state.pending ? HURRY : EVERY);
  };

  skeleton();
  ask();
})();
