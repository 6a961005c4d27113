// What can be done without a mouse, as a list under the form.

const KEYS = [
  ["Tab, Shift+Tab", "next and previous cell"],
  ["Enter", "one row down; on the last row a new row"],
  ["Shift+Enter", "save now and go one row down; the notebook's cell is not run"],
  ["Ctrl+Enter", "a new line within a long text"],
  ["Escape", "leave the text; then arrows go from cell to cell, Enter or F2 back into the text"],
  ["Alt+Up, Alt+Down", "move the row"],
  ["Alt+Insert or Alt+Shift+Down", "add a row below"],
  ["Alt+Delete", "remove the row; Undo brings it back"],
  ["Ctrl+V", "paste, also a block of cells from a spreadsheet"],
  ["1 to 9", "on a card: choose a label; 0 takes it away"],
  ["Arrows, Enter", "on a card: next and back"],
  ["Space, arrows, Space", "in an order: pick a card up, move it, put it down; Alt+Up and Alt+Down do it at once"],
];

// A form of recordings alone has no cells to speak of.
const keysOf = (sections) => {
  const timeline = sections.some((one) => one.kind === "timeline");
  return [...(timeline ? TIMELINE_KEYS : []), ...(sections.every((one) => one.kind === "timeline") ? [] : KEYS)];
};

const keyList = (sections) => node("details", { class: "cx-keys" }, node("summary", { text: "Keys" }),
  node("dl", {}, ...keysOf(sections).flatMap(([key, text]) => [node("dt", { text: key }),
    node("dd", { text })])));
