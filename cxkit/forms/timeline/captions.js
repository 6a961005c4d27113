// What is said: the line that is heard now, and the whole transcript to read and to go to.

class Captions {
  constructor(view, lines) {
    Object.assign(this, { view, lines, now: -1 });
    this.line = node("p", { class: "cx-tl-caption", "aria-hidden": "true" });
    this.items = lines.map((line, at) => {
      const made = button("", () => this.view.player.seek(line.start), {
        class: "cx-tl-line", tabindex: at ? "-1" : "0",
      });
      made.append(node("span", { class: "cx-tl-time", text: tape(line.start).slice(0, -2) }),
        node("span", {}, line.who && node("strong", { text: `${line.who}: ` }), node("span", { text: line.text })));
      return made;
    });
    [this.stopped] = this.items;
    this.list = node("ol", { class: "cx-tl-lines", "aria-label": "Transcript" },
      ...this.items.map((item) => node("li", {}, item)));
    this.root = node("details", { class: "cx-tl-transcript", open: true },
      node("summary", { text: "Transcript" }), this.list);
    this.root.hidden = !lines.length;
    this.line.hidden = !lines.length;
    this.list.addEventListener("keydown", (event) => this.key(event));
  }

  at(ms) {
    const { lines } = this;
    let now = this.now;
    if (!(lines[now] && lines[now].start <= ms && !(lines[now + 1] && lines[now + 1].start <= ms))) {
      now = lines.findLastIndex((line) => line.start <= ms);
    }
    const line = lines[now];
    const heard = line && ms <= line.end + 400 ? now : -1;
    if (heard !== this.heard) {
      this.heard = heard;
      this.line.replaceChildren(...(heard < 0 ? [] : [
        line.who && node("strong", { text: `${line.who}: ` }), node("span", { text: line.text }),
      ].filter(Boolean)));
    }
    if (now === this.now) return;
    if (this.items[this.now]) this.items[this.now].removeAttribute("aria-current");
    this.now = now;
    const item = this.items[now];
    if (!item) return;
    item.setAttribute("aria-current", "true");
    if (this.list.contains(item.getRootNode().activeElement)) return; // somebody reads elsewhere
    this.stop(item);
    this.show(item.parentNode);
  }

  // One stop for Tab in the whole transcript.
  stop(item) {
    if (this.stopped) this.stopped.tabIndex = -1;
    item.tabIndex = 0;
    this.stopped = item;
  }

  show(li) {
    const { list } = this;
    if (li.offsetTop < list.scrollTop || li.offsetTop + li.offsetHeight > list.scrollTop + list.clientHeight) {
      list.scrollTop = li.offsetTop - list.clientHeight / 3;
    }
  }

  // Up and down go from line to line, Enter goes there in the recording.
  key(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || event.altKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = this.items[this.items.indexOf(event.target) + step];
    if (!next) return;
    this.stop(next);
    next.focus();
  }
}
