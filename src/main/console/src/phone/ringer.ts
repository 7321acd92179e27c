/**
 * The sound of an offer: two soft tones every three seconds for a call, one short chime for anything written. Made by
 * WebAudio, so there is no sound file. Browsers allow it only after the first click or key on the page: the login is one.
 */
export class Ringer {
  #context: AudioContext | null = null;
  #timer: number | null = null;

  ring(): void {
    if (this.#timer !== null) return;
    this.#tone(880, 0, 0.35);
    this.#tone(660, 0.4, 0.35);
    this.#timer = window.setInterval(() => {
      this.#tone(880, 0, 0.35);
      this.#tone(660, 0.4, 0.35);
    }, 3000);
  }

  chime(): void {
    this.#tone(1046, 0, 0.18);
  }

  silence(): void {
    if (this.#timer !== null) window.clearInterval(this.#timer);
    this.#timer = null;
  }

  #tone(frequency: number, delay: number, length: number): void {
    try {
      this.#context ??= new AudioContext();
      const context = this.#context;
      const start = context.currentTime + delay;
      const oscillator = context.createOscillator();
      const volume = context.createGain();
      oscillator.frequency.value = frequency;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(0.12, start + 0.03);
      volume.gain.exponentialRampToValueAtTime(0.001, start + length);
      oscillator.connect(volume).connect(context.destination);
      oscillator.start(start);
      oscillator.stop(start + length);
    } catch {
      // no sound device: the offer is on the screen and in the title
    }
  }
}
