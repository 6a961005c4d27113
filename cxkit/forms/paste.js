// A block from a spreadsheet: tab-separated lines, cells with tabs, quotes or line breaks quoted.

const blockOf = (text) => {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at];
    if (quoted) {
      if (letter === '"' && source[at + 1] === '"') { cell += '"'; at += 1; }
      else if (letter === '"') quoted = false;
      else cell += letter;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === "\t") { rows[rows.length - 1].push(cell); cell = ""; }
    else if (letter === "\n") { rows[rows.length - 1].push(cell); cell = ""; rows.push([]); }
    else cell += letter;
  }
  rows[rows.length - 1].push(cell);
  return rows;
};

// One cell of prose is pasted by the browser itself; only a block is ours.
const isBlock = (clipboard, kind) => {
  const text = clipboard.getData("text/plain");
  if (text.includes("\t")) return true;
  if (!text.replace(/\r?\n$/, "").includes("\n")) {
    return kind === "choice" || kind === "strength";
  }
  if (kind === "ids") return false;
  return kind !== "long" || clipboard.getData("text/html").includes("<table");
};

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

// Lay a block over a table from one cell on. Returns what to tell.
const layBlock = (view, block, firstRow, firstColumn) => {
  const columns = view.section.columns.filter((column) => column.kind !== "label");
  const from = columns.findIndex((column) => column.key === firstColumn.key);
  const wide = Math.max(...block.map((line) => line.length));
  const fits = Math.min(wide, columns.length - from);
  const strange = [];
  let laid = 0;
  for (const [down, line] of block.entries()) {
    let row = view.shown[firstRow + down];
    if (!row) row = view.append();
    if (!row) break;
    laid += 1;
    line.slice(0, fits).forEach((text, right) => {
      const column = columns[from + right];
      const value = valueFrom(column, text);
      if (value === undefined) strange.push(`${column.title}: ${text.trim().slice(0, 20)}`);
      else setAt(row, column.key, value);
    });
  }
  const told = [`Pasted ${count(laid, "row")} of ${count(fits, "column")}.`];
  if (block.length > laid) told.push(`${count(block.length - laid, "row")} did not fit.`);
  if (wide > fits) told.push(`${count(wide - fits, "column")} did not fit.`);
  if (strange.length) {
    told.push(`Not understood and left as it was: ${strange.slice(0, 3).join("; ")}` +
      `${strange.length > 3 ? ` and ${strange.length - 3} more` : ""}.`);
  }
  return told.join(" ");
};
