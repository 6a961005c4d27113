// What each key does while judging. Digits are levels and letters are comments of the bank, so
// that a hand can stay where it is; letters with a meaning of their own are left out of the bank.

const BANK = "abdefghijkmoqrstvwxyz";

// With Ctrl: keys of text editing and of running a cell, which the notebook must not see.
const KEPT_IN_JUDGING = new Set(["a", "c", "v", "x", "y", "z", "enter", "backspace", "delete", "home", "end"]);

const JUDGE_KEYS = [
  ["0 to 3", "give the level"],
  ["N, P", "next and previous answer; so do the arrows to the right and left"],
  ["U", "the next answer without a level"],
  ["C", "write a comment; Escape leaves it, Shift+Enter goes on to the next answer"],
  ["A, B, D ...", "put a comment of the bank in, or take it out again"],
  ["Delete", "take the level away"],
  ["Arrows up and down", "scroll the answer"],
  ["?", "show and hide this list"],
];

const judgeKeyList = () => node("details", { class: "cx-keys" }, node("summary", { text: "Keys (?)" }),
  node("dl", {}, ...JUDGE_KEYS.flatMap(([key, text]) => [node("dt", { text: key }),
    node("dd", { text })])));

const judgeKey = (view, event) => {
  const { target, key } = event;
  if (target.tagName === "TEXTAREA" || target.tagName === "SELECT") {
    const onward = key === "Enter" && event.shiftKey && target.tagName === "TEXTAREA";
    if (onward) view.go(view.at + 1);
    else if (key === "Escape") view.answer.focus();
    else return;
    event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const letter = key.length === 1 ? key.toLowerCase() : "";
  const step = { n: 1, p: -1, ArrowRight: 1, ArrowLeft: -1 }[letter || key];
  const level = /^[0-9]$/.test(letter) && view.levels.some((one) => one.score === Number(letter));
  if (level) view.level(Number(letter));
  else if (step) view.go(view.at + step);
  else if (letter === "u") view.open();
  else if (letter === "c") view.comment.focus();
  else if (letter === "?") view.keys.open = !view.keys.open;
  else if (key === "Delete" || key === "Backspace") view.level(null);
  else if (letter && BANK.includes(letter)) view.bank(BANK.indexOf(letter));
  else return;
  event.preventDefault();
};
