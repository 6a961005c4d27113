// What stands above the sections when something needs a decision or is not saved.

const drawBanners = (form) => {
  const { failure, ended, unsaved, keepsDraft, paused } = form.saver;
  const { problem, notice } = form.state;
  const wanted = [];
  // A kernel that is merely busy is no alarm while nothing waits to be saved.
  const bad = ended || (failure && failure.kind === "lost" && !unsaved ? null : failure);
  if (bad) {
    const kept = unsaved && bad.kind !== "lost" ? " What you typed since is kept as a draft in this browser." : "";
    const lost = unsaved && !keepsDraft ? " This browser keeps no drafts: copy your text before you leave." : "";
    wanted.push(["bad", (unsaved ? "Not saved. " : "") + bad.reason + kept + lost,
      ended || bad.kind === "cut" ? [] : [["Try again", () => form.saver.resend()]]]);
  }
  if (problem && !problem.newer && paused) {
    const acts = [["Start empty", () => form.recover("empty")]];
    if (problem.offer) {
      const { saved, rev } = problem.offer;
      acts.unshift([`Use the last good revision (${clock(saved)}, revision ${rev})`,
        () => form.recover("offer")]);
    }
    wanted.push(["bad", `${problem.text} Nothing is saved until you choose; the file is kept under another name.`, acts]);
  }
  if (notice && !(failure && failure.kind === "readonly")) wanted.push(["calm", notice, []]);
  if (form.found && form.found.length && !form.locked) {
    wanted.push(["calm", `A draft of ${clock(form.found[0].at)} was not saved.`,
      [["Restore the draft", () => form.restore()], ["Discard it", () => form.discard()]]]);
  }
  const told = JSON.stringify(wanted.map(([kind, text]) => [kind, text]));
  if (told === form.bannersTold) return;
  form.bannersTold = told;
  form.banners.replaceChildren(...wanted.map(([kind, text, acts]) => node("div",
    { class: `cx-banner cx-${kind}` }, node("span", { text }),
    ...acts.map(([label, act]) => button(label, act)))));
};
