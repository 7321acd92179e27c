import type { CallState, LineState } from '../core/call';

export interface PhoneState {
  readonly line: LineState;
  readonly call: CallState;
}

/** RTP packets of the current call, all zero without one. */
export interface PhoneStats {
  readonly inboundPackets: number;
  readonly outboundPackets: number;
}

/**
 * The operator's telephone: one line, one call at a time. Every method returns at once, what came of it is in `state`;
 * a method that makes no sense in the present state does nothing. `FakePhone` stands in for it in tests.
 */
export interface Phone {
  /** The present state; a new object after every change. */
  readonly state: PhoneState;
  /** Calls back after every change; the returned function ends it. */
  subscribe(changed: () => void): () => void;
  /** Connects and registers, and goes on trying until `stop`. */
  start(): void;
  /** Hangs up, unregisters, disconnects. */
  stop(): void;
  /** Takes the ringing call. Without a usable microphone the call goes on ringing and `state.call.trouble` says why. */
  answer(): void;
  /** Turns the ringing call down with 486: the server offers it to somebody else. */
  reject(): void;
  hangUp(): void;
  hold(held: boolean): void;
  mute(muted: boolean): void;
  /** Sends one of `0`-`9`, `*`, `#` as RFC 4733 telephone-event, or as SIP INFO where that was not negotiated. */
  dtmf(tone: string): void;
  stats(): Promise<PhoneStats>;
}

export const noPackets: PhoneStats = { inboundPackets: 0, outboundPackets: 0 };

/** For operators without an extension: no line, no calls. */
export const noPhone: Phone = {
  state: { line: { kind: 'none' }, call: { kind: 'idle', trouble: null } },
  subscribe: () => () => undefined,
  start: () => undefined,
  stop: () => undefined,
  answer: () => undefined,
  reject: () => undefined,
  hangUp: () => undefined,
  hold: () => undefined,
  mute: () => undefined,
  dtmf: () => undefined,
  stats: () => Promise.resolve(noPackets),
};
