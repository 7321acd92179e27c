import { backoffMs } from '../core/backoff';
import { type Frame, parseFrame } from '../core/protocol';

/** An open line to the server; a test brings its own. */
export interface Line {
  send(text: string): void;
  close(): void;
}

/** What a line tells; after `close` whatever it still tells is ignored. */
export interface LineListener {
  opened(): void;
  heard(data: unknown): void;
  closed(): void;
}

/** Opens a line that asks for the frames after a number. */
export type OpenLine = (after: number, listener: LineListener) => Line;

/** Time as the socket sees it; a test turns it by hand. */
export interface Timers {
  now(): number;
  /** Calls back once after `ms`; the returned function forgets it. */
  after(ms: number, run: () => void): () => void;
  random(): number;
}

export interface LiveListener {
  connecting(): void;
  opened(): void;
  lost(): void;
  frame(frame: Frame): void;
  /** Milliseconds to add to this machine's clock to have the server's. */
  clockDifference(ms: number): void;
}

type Phase = 'stopped' | 'connecting' | 'open' | 'waiting' | 'ended';

/** `ended` is final: another window took over, or the session is gone; only a new socket starts again. */
const ALLOWED: Readonly<Record<Phase, readonly Phase[]>> = {
  stopped: ['connecting'],
  connecting: ['open', 'waiting', 'stopped', 'ended'],
  open: ['waiting', 'stopped', 'ended'],
  waiting: ['connecting', 'stopped'],
  ended: ['stopped'],
};

const ALIVE_EVERY_MS = 20_000;
/** Two signs of life missed: the line is taken as dead, although the browser has not noticed. */
const SILENCE_MS = 45_000;
const CONNECT_WITHIN_MS = 10_000;

/**
 * The console's live socket: it connects, asks for what came after the last number it has, says it is alive, and returns
 * after every loss with growing pauses until it is stopped or the server says `ended`.
 */
export class LiveSocket {
  readonly #open: OpenLine;
  readonly #listener: LiveListener;
  readonly #timers: Timers;
  #phase: Phase = 'stopped';
  #line: Line | null = null;
  /** Counts the lines opened, so that a dropped one cannot speak any more. */
  #round = 0;
  #lastN = 0;
  #attempt = 0;
  #lastHeardMs = 0;
  #aliveSentMs = 0;
  #bestTripMs = Number.POSITIVE_INFINITY;
  #forget: () => void = () => undefined;

  constructor(open: OpenLine, listener: LiveListener, timers: Timers) {
    this.#open = open;
    this.#listener = listener;
    this.#timers = timers;
  }

  start(): void {
    if (this.#phase === 'stopped') this.#connect();
  }

  stop(): void {
    if (this.#phase === 'stopped') return;
    this.#become('stopped');
    this.#drop();
  }

  /** Tries at once instead of waiting: the browser says that the network is back, or the window is looked at again. */
  hurry(): void {
    if (this.#phase === 'waiting') this.#connect();
  }

  #connect(): void {
    this.#become('connecting');
    this.#listener.connecting();
    const round = ++this.#round;
    const still = (act: () => void): void => {
      if (round === this.#round) act();
    };
    this.#line = this.#open(this.#lastN, {
      opened: () => still(() => this.#opened()),
      heard: (data) => still(() => this.#heard(data)),
      closed: () => still(() => this.#lost()),
    });
    this.#forget();
    this.#forget = this.#timers.after(CONNECT_WITHIN_MS, () => this.#lost());
  }

  #opened(): void {
    if (this.#phase !== 'connecting') return;
    this.#become('open');
    this.#lastHeardMs = this.#timers.now();
    this.#listener.opened();
    this.#sayAlive();
  }

  #sayAlive(): void {
    if (this.#phase !== 'open') return;
    if (this.#timers.now() - this.#lastHeardMs > SILENCE_MS) {
      this.#lost();
      return;
    }
    this.#aliveSentMs = this.#timers.now();
    this.#line?.send('{"kind":"alive"}');
    this.#forget();
    this.#forget = this.#timers.after(ALIVE_EVERY_MS, () => this.#sayAlive());
  }

  #heard(data: unknown): void {
    if (this.#phase !== 'open' || typeof data !== 'string') return;
    this.#lastHeardMs = this.#timers.now();
    const frame = parseFrame(data);
    if (frame === undefined) return;
    // Only a frame proves that the server works: an accepted connection alone must not bring the short pauses back.
    this.#attempt = 0;
    if (frame.kind === 'alive') {
      this.#measure(frame.serverTime);
      return;
    }
    this.#lastN = frame.kind === 'snapshot' ? frame.n : Math.max(this.#lastN, frame.n);
    this.#listener.frame(frame);
    if (frame.kind === 'ended') {
      this.#become('ended');
      this.#drop();
    }
  }

  /** The shortest round trip gives the truest difference; a longer one later is not believed. */
  #measure(serverTime: string): void {
    const trip = this.#timers.now() - this.#aliveSentMs;
    const server = Date.parse(serverTime);
    if (Number.isNaN(server) || trip > this.#bestTripMs * 2) return;
    this.#bestTripMs = Math.min(this.#bestTripMs, Math.max(trip, 1));
    this.#listener.clockDifference(Math.round(server + trip / 2 - this.#timers.now()));
  }

  #lost(): void {
    if (this.#phase !== 'open' && this.#phase !== 'connecting') return;
    this.#become('waiting');
    this.#drop();
    this.#bestTripMs = Number.POSITIVE_INFINITY;
    this.#listener.lost();
    const pause = backoffMs(this.#attempt++, this.#timers.random());
    this.#forget = this.#timers.after(pause, () => {
      if (this.#phase === 'waiting') this.#connect();
    });
  }

  #drop(): void {
    this.#forget();
    this.#round++;
    this.#line?.close();
    this.#line = null;
  }

  /** The only place that changes the phase. */
  #become(next: Phase): void {
    if (!ALLOWED[this.#phase].includes(next)) throw new Error(`live socket: ${this.#phase} -> ${next}`);
    this.#phase = next;
  }
}

export const browserTimers: Timers = {
  now: () => Date.now(),
  after: (ms, run) => {
    const id = window.setTimeout(run, ms);
    return () => window.clearTimeout(id);
  },
  random: () => Math.random(),
};

/** Opens `/api/v1/live` on the page's own host. */
export const openLive: OpenLine = (after, listener) => {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/api/v1/live?after=${after}`);
  socket.onopen = () => listener.opened();
  socket.onmessage = (event) => listener.heard(event.data);
  socket.onclose = () => listener.closed();
  return socket;
};
