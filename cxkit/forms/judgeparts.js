// Pieces of the form for judging: a level, a comment of the bank, the answer as tables.

class JudgeSaver extends Saver {
  status() {
    const [kind, words] = super.status();
    if (kind === "saved") return [kind, words.split(" · ")[0]];
    return [kind, kind === "idle" ? "Each level is saved at once" : words];
  }
}

const levelCard = ({ score, text, exemplar }, act) => node("button", {
  type: "button", class: "cx-judge-level", "data-score": String(score), onclick: act,
}, node("span", { class: "cx-judge-score", text: String(score) }), node("span", { text }),
node("span", { class: "cx-judge-example", text: `Such as: ${exemplar}` }));

const bankButton = (text, at, act) => node("button", {
  type: "button", class: "cx-judge-banked", onclick: act,
}, node("kbd", { text: BANK[at].toUpperCase(), "aria-hidden": "true" }), node("span", { text }));

// What was said of the answer before it changed.
const beforeNote = ({ level, comment }, take) => {
  const gave = level === null ? "" : ` You gave level ${level} then.`;
  return node("div", { class: "cx-question" },
    node("p", { text: `This answer has changed since you judged it.${gave} Judge it again.` }),
    comment ? node("p", { text: `Your comment was: ${comment}` }) : "",
    comment ? button("Take that comment", () => take(comment)) : "");
};

const answerTable = ({ title, heads, rows, empty = [] }) => node("div", { class: "cx-judge-table" },
  node("p", { class: "cx-judge-section", text: rows.length || !heads.length ? title : `${title}: nothing written.` }),
  rows.length ? node("table", {}, heads.length ? node("thead", {}, node("tr", {},
    ...heads.map((text) => node("th", { scope: "col", text })))) : "",
  node("tbody", {}, ...rows.map((row) => node("tr", {}, ...row.map((text) => node("td", { text })))))) : "",
  empty.length ? node("p", { class: "cx-judge-look", text: `Left empty: ${empty.join(", ")}.` }) : "");

// What an earlier copy of the form could not save, the newest first; this copy saves it.
const restoreDrafts = (view) => {
  const seen = new Set();
  const old = view.found;
  view.found = [];
  for (const draft of old) {
    const item = view.items.find((one) => view.section(one) === draft.section);
    if (!item || seen.has(draft.section)) continue;
    seen.add(draft.section);
    Object.assign(item, draft.rows[0]);
    view.said.set(draft.section, draft.rows[0]);
    view.saver.edited(draft.section);
  }
  view.saver.flush();
  view.saver.forget(old);
  view.drawStatus();
  const first = view.items.findIndex((one) => seen.has(view.section(one)));
  view.go(first < 0 ? view.at : first);
};
