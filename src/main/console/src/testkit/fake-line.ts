import type { LineListener, LiveListener, OpenLine, Timers } from '../socket/live-socket';
import type { Frame } from '../core/protocol';

/** A line whose other end the test holds. */
export class FakeLines {
  readonly opened: { readonly after: number; readonly listener: LineListener; readonly sent: string[]; closed: boolean }[] = [];

  readonly open: OpenLine = (after, listener) => {
    const line = { after, listener, sent: [] as string[], closed: false };
    this.opened.push(line);
    return { send: (text) => line.sent.push(text), close: () => { line.closed = true; } };
  };

  get last() {
    const line = this.opened[this.opened.length - 1];
    if (line === undefined) throw new Error('no line was opened');
    return line;
  }

  say(frame: Frame): void {
    this.last.listener.heard(JSON.stringify(frame));
  }
}

/** Time that moves only when the test says so. */
export class TestTimers implements Timers {
  #now = 1_000_000;
  #due: { readonly at: number; readonly run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  after(ms: number, run: () => void): () => void {
    const entry = { at: this.#now + ms, run };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((e) => e !== entry);
    };
  }

  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#due.filter((e) => e.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#due = this.#due.filter((e) => e !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = end;
  }
}

/** Writes down what a live socket tells. */
export class Told implements LiveListener {
  readonly log: string[] = [];
  difference = 0;
  connecting = (): void => void this.log.push('connecting');
  opened = (): void => void this.log.push('opened');
  lost = (): void => void this.log.push('lost');
  frame = (frame: Frame): void => void this.log.push(frame.kind);
  clockDifference = (ms: number): void => {
    this.difference = ms;
  };
}
