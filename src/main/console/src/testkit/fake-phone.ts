import { type CallEvent, idle, nextCallState } from '../core/call';
import { noPackets, type Phone, type PhoneState, type PhoneStats } from '../phone/phone';

/** A telephone that obeys at once and writes down what it was told. */
export class FakePhone implements Phone {
  state: PhoneState = { line: { kind: 'ready' }, call: idle };
  readonly told: string[] = [];
  readonly #listeners = new Set<() => void>();

  happens(event: CallEvent): void {
    this.state = { ...this.state, call: nextCallState(this.state.call, event, Date.now()) };
    for (const listener of this.#listeners) listener();
  }

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  start(): void {
    this.told.push('start');
  }

  stop(): void {
    this.told.push('stop');
  }

  answer(): void {
    this.told.push('answer');
    this.happens({ kind: 'answer-pressed' });
    this.happens({ kind: 'established' });
  }

  reject(): void {
    this.told.push('reject');
    this.happens({ kind: 'ended', trouble: null });
  }

  hangUp(): void {
    this.told.push('hang up');
    this.happens({ kind: 'ended', trouble: null });
  }

  hold(held: boolean): void {
    this.told.push(held ? 'hold' : 'resume');
    this.happens({ kind: 'held', held });
  }

  mute(muted: boolean): void {
    this.told.push(muted ? 'mute' : 'unmute');
    this.happens({ kind: 'muted', muted });
  }

  dtmf(tone: string): void {
    this.told.push(`tone ${tone}`);
  }

  stats(): Promise<PhoneStats> {
    return Promise.resolve(noPackets);
  }
}
