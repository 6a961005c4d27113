// A recording of the learner's own: it stays in this browser. Its name and length are saved.

const LARGEST_DRAWN = 150e6; // bytes; a longer film is played without a picture of its loudness
const OWN_RATE = 20; // values of loudness a second

class OwnFile {
  constructor(view) {
    this.view = view;
    this.input = node("input", {
      type: "file", accept: "audio/*,video/*", class: "cx-unseen", tabindex: "-1", "aria-hidden": "true",
      onchange: () => this.open(this.input.files[0]),
    });
    this.choose = button("Choose a recording\u2026", () => this.input.click());
    this.told = node("span", { role: "status" });
    this.root = node("div", { class: "cx-tl-own" }, this.choose, this.input, this.told);
    const { root } = view;
    root.addEventListener("dragover", (event) => {
      event.preventDefault();
      event.stopPropagation();
    });
    root.addEventListener("drop", (event) => {
      event.preventDefault();
      event.stopPropagation(); // the notebook would upload it
      if (event.dataTransfer.files.length) this.open(event.dataTransfer.files[0]);
    });
    this.draw();
  }

  draw() {
    const { file } = this.view.marks;
    const { name } = this;
    this.told.textContent = name ? `${name}. It stays on this machine.`
      : file ? `Your marks are of ${file.name}, ${tape(file.duration)}. Choose the file again to hear it.`
        : "Or drop an audio or video file here. It stays on this machine; only its name and length are saved.";
  }

  async open(file) {
    const { view } = this;
    if (!file || view.form.locked) return;
    this.told.textContent = `Opening ${file.name}\u2026`;
    let media;
    try {
      media = await openMedia(file, file.type.startsWith("video") ? "video" : "audio");
    } catch {
      this.told.textContent = `This browser cannot play ${file.name}. Try MP3, M4A, WAV, WebM or MP4.`;
      return;
    }
    const { marks } = view;
    // A shorter file than the marks were made in must not cut them off.
    const last = marks.list.reduce((most, mark) => Math.max(most, mark.end), 1);
    const duration = Math.max(Math.round(media.duration * 1000), last);
    const row = { id: OWN_FILE, name: file.name, duration };
    const before = marks.rows.findIndex((one) => one.id === OWN_FILE);
    marks.rows.splice(0, before < 0 ? 0 : 1, row);
    this.name = file.name;
    marks.duration = view.player.duration = duration;
    marks.sort();
    view.film.replaceChildren(...(media.tagName === "VIDEO" ? [media] : []));
    view.film.hidden = media.tagName !== "VIDEO";
    view.player.use(media);
    view.form.edited(view.section.key);
    view.draw();
    this.draw();
    view.track.stage.focus();
    this.loudness(file);
  }

  async loudness(file) {
    this.view.track.loud(null, OWN_RATE);
    if (file.size > LARGEST_DRAWN) return;
    try {
      const sound = await new OfflineAudioContext(1, 1, 8000).decodeAudioData(await file.arrayBuffer());
      const values = sound.getChannelData(0);
      const step = sound.sampleRate / OWN_RATE;
      const peaks = new Uint8Array(Math.ceil(values.length / step));
      for (let at = 0; at < peaks.length; at++) {
        let loud = 0;
        for (let one = Math.floor(at * step); one < (at + 1) * step; one += 3) {
          loud = Math.max(loud, Math.abs(values[one] || 0));
        }
        peaks[at] = Math.min(255, Math.round(loud * 255));
      }
      this.view.track.loud(peaks, OWN_RATE);
    } catch {
      // the timeline is a plain one
    }
  }
}
