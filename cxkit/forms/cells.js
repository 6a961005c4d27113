// One maker a kind of cell. A control carries where it belongs in `cx`; the table listens once.

const WIDTHS = {
  label: "13em", text: "11em", long: "12em", choice: "8em", number: "6em", ids: "8em",
  strength: "8em",
};

const STRENGTHS = ["none", "some", "strong", "decisive"];

const control = (tag, column, part, attributes) => {
  const made = node(tag, { spellcheck: "true", ...attributes });
  made.cx = { column, part };
  return made;
};

const optionsInto = (select, options, value) => {
  const known = options.some((option) => option.value === value) || !value;
  select.replaceChildren(
    node("option", { text: "" }),
    ...options.map((option) => {
      const made = node("option", { text: option.label });
      made.value = option.value;
      return made;
    }),
  );
  select.firstChild.value = "";
  if (!known) {
    const gone = node("option", { text: `${value} (no longer offered)` });
    gone.value = value;
    select.append(gone);
  }
  select.value = value;
};

const textBox = (column, part, className) =>
  control("textarea", column, part, {
    class: className, rows: "1", spellcheck: part === "ids" ? "false" : "true", autocomplete: "off",
  });

const MAKERS = {
  label: () => [],
  text: (column) => [control("input", column, "text", {
    type: "text", class: "cx-text", autocomplete: "off" })],
  long: (column) => [textBox(column, "text", "cx-long")],
  choice: (column) => [control("select", column, "choice", { class: "cx-choice" })],
  number: (column) => [control("input", column, "number", {
    type: "text", inputmode: "decimal", class: "cx-number", spellcheck: "false",
    autocomplete: "off" })],
  ids: (column) => [textBox(column, "ids", "cx-ids")],
  strength: (column) => [
    control("select", column, "strength", { class: "cx-level" }),
    textBox(column, "ids", "cx-ids"),
  ],
};

const PART_NAMES = { strength: "strength", ids: "evidence ids" };

// A cell: its td, its controls, and how to fill and name them.
const makeCell = (column, row, tag = "td") => {
  const controls = MAKERS[column.kind](column);
  const body = node("div", { class: `cx-cell cx-cell-${column.kind}` }, ...controls);
  if (column.kind === "number" && column.unit) {
    body.append(node("span", { class: "cx-unit", text: column.unit }));
  }
  const holder = node(tag, { tabindex: controls.length ? "-1" : "" }, body);
  if (tag === "th") holder.setAttribute("scope", "row");
  holder.dataset.title = column.title; // seen where the head is not: the fields of a box
  if (column.help) holder.dataset.help = column.help;
  const cell = { holder, body, controls, column, row };
  for (const one of controls) Object.assign(one.cx, { cell });
  return cell;
};

const fillCell = (cell, given) => {
  const { column, row } = cell;
  if (column.kind === "label") {
    cell.body.textContent = String((given && valueAt(given, column.key)) ?? "");
    return;
  }
  const value = valueAt(row, column.key);
  for (const one of cell.controls) {
    const { part } = one.cx;
    if (part === "choice") optionsInto(one, column.options, value || "");
    else if (part === "strength") {
      if (!one.length) {
        optionsInto(one, STRENGTHS.map((_, at) => ({ value: String(at), label: String(at) })), "");
        STRENGTHS.forEach((word, at) => { one.options[at + 1].title = word; });
      }
      const level = value && typeof value === "object" ? value.strength : null;
      one.value = level === null || level === undefined ? "" : String(level);
      one.dataset.level = one.value;
    } else if (part === "ids") {
      const ids = column.kind === "strength" ? (value && value.evidence) : value;
      one.value = Array.isArray(ids) ? ids.join(" ") : "";
    } else one.value = value === null || value === undefined ? "" : String(value);
    if (one.tagName === "TEXTAREA" && !growsItself) requestAnimationFrame(() => grow(one));
  }
};

// The example stands in the first row alone: in every row it would be noise.
const nameCell = (cell, rowName, first) => {
  for (const one of cell.controls) {
    const example = one.cx.part === "ids" ? cell.column.placeholder || "ids" : cell.column.placeholder;
    if (one.cx.part !== "strength" && one.cx.part !== "choice") {
      one.placeholder = first ? example : "";
    }
    const part = cell.column.kind === "strength" ? `, ${PART_NAMES[one.cx.part]}` : "";
    one.setAttribute("aria-label", `${cell.column.title}${part}, ${rowName}`);
  }
};

// What stands in a control, into the row.
const takeFrom = (one) => {
  const { cell, part } = one.cx;
  const { column, row } = cell;
  if (column.kind === "strength") {
    const [level, ids] = cell.controls;
    level.dataset.level = level.value;
    setAt(row, column.key, {
      strength: level.value === "" ? null : Number(level.value), evidence: idsOf(ids.value),
    });
  } else if (part === "ids") setAt(row, column.key, idsOf(one.value));
  else setAt(row, column.key, one.value);
  grow(one);
};

// A cell of a spreadsheet as this column's value, or undefined where it cannot be meant.
const valueFrom = (column, text) => {
  const plain = text.trim();
  if (column.kind === "ids") return idsOf(plain);
  if (column.kind === "choice") {
    if (!plain) return "";
    const wanted = plain.toLowerCase();
    const found = column.options.find((option) => option.value.toLowerCase() === wanted) ||
      column.options.find((option) => option.label.toLowerCase() === wanted);
    return found && found.value;
  }
  if (column.kind === "strength") {
    const [first, ...rest] = idsOf(plain.replace(/[()]/g, " "));
    if (first === undefined) return { strength: null, evidence: [] };
    if (/^[0-3]$/.test(first)) return { strength: Number(first), evidence: rest };
    return /\d/.test(first) && !/^\d+$/.test(first)
      ? { strength: null, evidence: [first, ...rest] } : undefined;
  }
  return column.kind === "text" ? plain.replace(/\s*\n\s*/g, " ") : plain;
};
