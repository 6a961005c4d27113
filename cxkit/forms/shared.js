// Small things every part of the form uses. Text from people goes through textContent only.

const node = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined || value === "") continue;
    if (name === "text") made.textContent = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter(Boolean));
  return made;
};

const button = (text, act, attributes = {}) =>
  node("button", { type: "button", class: "cx-button", text, onclick: act, ...attributes });

const valueAt = (row, key) =>
  key.split("/").reduce((value, part) => (value == null ? undefined : value[part]), row);

const setAt = (row, key, value) => {
  const parts = key.split("/");
  const last = parts.pop();
  let place = row;
  for (const part of parts) {
    if (typeof place[part] !== "object" || place[part] === null) place[part] = {};
    place = place[part];
  }
  place[last] = value;
};

const isEmpty = (value) =>
  value === null || value === undefined ||
  (typeof value === "string" ? value.trim() === "" :
    typeof value === "object" ? Object.values(value).every(isEmpty) : false);

const isBlank = (row) => Object.entries(row).every(([key, value]) => key === "id" || isEmpty(value));

// Rows as they count: blank ones dropped, keys in order. Two drafts are compared so.
const filled = (rows) => rows.filter((row) => !isBlank(row)).map(sorted);

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value === undefined ? "" : value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])
    .filter(([, inner]) => !isEmpty(inner)));
};

// Random, so that a removed row's id never comes back with a new meaning.
const newId = (prefix) => prefix + Math.random().toString(36).slice(2, 8).padEnd(6, "0");

const idsOf = (text) => text.split(/[\s,;]+/).filter(Boolean);

// The day is said where it is not today's.
const clock = (when) => {
  const date = new Date(when);
  if (Number.isNaN(date.getTime())) return "an unknown time";
  const time = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (date.toDateString() === new Date().toDateString()) return time;
  return `${date.toLocaleDateString("en-GB", { day: "numeric", month: "short" })}, ${time}`;
};

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const article = (noun) => (/^[aeiou]/i.test(noun) ? "an " : "a ") + noun;

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Redrawing may move the node that is typed in; the caret must not notice.
const keepFocus = (root, act) => {
  const active = root.getRootNode().activeElement;
  const inside = active && root.contains(active);
  const [start, end] = inside && "selectionStart" in active
    ? [active.selectionStart, active.selectionEnd] : [null, null];
  act();
  if (inside && active.isConnected && root.getRootNode().activeElement !== active) {
    active.focus({ preventScroll: true });
    if (start !== null) active.setSelectionRange(start, end);
  }
};

// Put `wanted` nodes into `parent` in order, touching only those out of place.
const arrange = (parent, wanted) => {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] || null);
  });
};

// Browsers without field-sizing grow a text box by hand.
const growsItself = typeof CSS !== "undefined" && CSS.supports("field-sizing", "content");
const grow = (box) => {
  if (growsItself || box.tagName !== "TEXTAREA") return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
};

const newline = (box) => {
  // execCommand keeps the browser's own undo; where it is gone, setRangeText does the work.
  if (document.execCommand && document.execCommand("insertText", false, "\n")) return;
  box.setRangeText("\n", box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
};
