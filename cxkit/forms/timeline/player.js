// What plays: a sound or film in this browser, or a silent clock where there is none, so that
// captions and marks work without sound as well.

const PATIENT = 6000; // ms for a part of a sound to arrive
const AT_ONCE = 1.5e6; // bytes; after them a server's limit of 1 MB a second is minded
const PACE = 700; // bytes a millisecond, then
const TRIES = 6;
const UNREADABLE = 20_000; // ms for a browser to find out how long a file is
const PLAYS = "cx-plays";

class Player {
  // tick(ms) at each frame while it plays and after each jump; changed() when it starts or stops.
  constructor(duration, tick, changed) {
    Object.assign(this, { duration, tick, changed, media: null, at: 0, rate: 1, playing: false });
    this.frame = () => {
      if (!this.playing) return;
      this.tick(this.time);
      if (this.until !== null && this.time >= this.until) this.pause();
      else if (!this.media && this.time >= this.duration) this.pause();
      else this.next = requestAnimationFrame(this.frame);
    };
    this.until = null;
    // One recording is heard at a time, whichever form of the page it stands in.
    this.other = (event) => { if (event.detail !== this) this.pause(); };
    window.addEventListener(PLAYS, this.other);
  }

  get time() {
    if (this.media) return Math.min(this.media.currentTime * 1000, this.duration || Infinity);
    const run = this.playing ? (performance.now() - this.since) * this.rate : 0;
    return Math.min(this.at + run, this.duration);
  }

  // An audio or video element that has its metadata.
  use(media) {
    const { time, playing } = this;
    if (playing) this.pause();
    this.release();
    this.media = media;
    media.playbackRate = this.rate;
    media.preservesPitch = true;
    media.currentTime = time / 1000;
    media.addEventListener("ended", () => this.pause());
    media.addEventListener("pause", () => { if (this.playing && !media.ended) this.pause(); });
    media.addEventListener("seeked", () => this.tick(this.time));
    if (playing) this.play();
  }

  play(until = null) {
    if (!this.duration) return;
    this.until = until;
    if (this.time >= this.duration - 50) this.seek(0);
    if (!this.playing) {
      window.dispatchEvent(new CustomEvent(PLAYS, { detail: this }));
      this.playing = true;
      this.since = performance.now();
      if (this.media) this.media.play().catch(() => this.pause());
      this.next = requestAnimationFrame(this.frame);
    }
    this.changed();
  }

  pause() {
    if (!this.playing) return;
    this.at = this.time;
    this.playing = false;
    this.until = null;
    cancelAnimationFrame(this.next);
    if (this.media) this.media.pause();
    this.changed();
    this.tick(this.time);
  }

  toggle() { return this.playing ? this.pause() : this.play(); }

  seek(ms) {
    this.until = null;
    this.at = Math.max(0, Math.min(ms, this.duration));
    this.since = performance.now();
    if (this.media) this.media.currentTime = this.at / 1000;
    this.tick(this.at);
  }

  speed(rate) {
    this.at = this.time;
    this.since = performance.now();
    this.rate = rate;
    if (this.media) this.media.playbackRate = rate;
  }

  release() {
    if (!this.media) return;
    this.media.pause();
    URL.revokeObjectURL(this.media.src);
    this.media.removeAttribute("src");
    this.media = null;
  }

  close() {
    window.removeEventListener(PLAYS, this.other);
    this.pause();
    this.release();
  }
}

// The sound of a recording from the kernel, part by part, into a Blob of this page.
class Sound {
  // send(message) asks the kernel; each begin() ends in done(media) or failed(reason).
  constructor(id, send, done, failed) {
    Object.assign(this, { id, send, done, failed });
  }

  begin() {
    Object.assign(this, { parts: [], bytes: 0, tries: 0, over: false });
    this.ask();
  }

  ask() {
    clearTimeout(this.timer);
    if (this.tries++ > TRIES) return this.end("The kernel does not send the sound.");
    this.send({ op: "media", recording: this.id, part: this.parts.length });
    this.timer = setTimeout(() => this.ask(), PATIENT);
    return undefined;
  }

  heard({ part, parts, type }, buffers) {
    if (this.over !== false) return;
    if (!parts || !buffers.length) {
      this.end("The sound of this recording cannot be read.");
      return;
    }
    if (part !== this.parts.length) return; // an answer that came twice
    this.tries = 0;
    this.parts.push(buffers[0]);
    this.bytes += buffers[0].byteLength;
    clearTimeout(this.timer);
    if (this.parts.length < parts) {
      const wait = this.bytes < AT_ONCE ? 0 : buffers[0].byteLength / PACE;
      this.timer = setTimeout(() => this.ask(), wait);
    } else {
      this.over = true;
      openMedia(new Blob(this.parts, { type }), "audio").then(this.done, () =>
        this.failed("This browser cannot play the sound."));
    }
  }

  end(reason) {
    this.over = true;
    clearTimeout(this.timer);
    this.failed(reason);
  }

  close() {
    this.over = true;
    clearTimeout(this.timer);
  }
}

// A Blob as a media element that knows how long it is.
const openMedia = (blob, tag) => new Promise((done, failed) => {
  const media = document.createElement(tag);
  media.preload = "auto";
  const give = () => failed(new Error("not playable"));
  const patience = setTimeout(give, UNREADABLE);
  media.addEventListener("error", give, { once: true });
  const ready = () => {
    if (Number.isFinite(media.duration)) {
      media.removeEventListener("durationchange", ready);
      clearTimeout(patience);
      media.currentTime = 0;
      done(media);
    } else media.currentTime = 1e7; // what a browser recorded bears no length: it looks for the end
  };
  media.addEventListener("loadedmetadata", ready, { once: true });
  media.addEventListener("durationchange", ready);
  media.src = URL.createObjectURL(blob);
});
