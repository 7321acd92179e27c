import { describe, expect, it } from 'vitest';
import { type CallEvent, type CallState, idle, microphoneTrouble, nextCallState, troubleOf } from './call';

const after = (...events: readonly CallEvent[]): CallState => events.reduce((s, e, i) => nextCallState(s, e, i * 1000), idle);
const incoming: CallEvent = { kind: 'incoming', contact: 'c-1', caller: '+39055' };
const answer: CallEvent = { kind: 'answer-pressed' };
const established: CallEvent = { kind: 'established' };
const ended: CallEvent = { kind: 'ended', trouble: null };

describe('a call', () => {
  it('rings, is answered, talks, ends', () => {
    expect(after(incoming).kind).toBe('ringing');
    expect(after(incoming, answer).kind).toBe('answering');
    expect(after(incoming, answer, established)).toMatchObject({ kind: 'talking', contact: 'c-1', caller: '+39055', sinceMs: 2000 });
    expect(after(incoming, answer, established, ended)).toEqual(idle);
  });

  it('goes on ringing without a microphone, and says why', () => {
    const state = after(incoming, answer, { kind: 'microphone-failed', trouble: 'no-microphone' });
    expect(state).toMatchObject({ kind: 'ringing', contact: 'c-1', trouble: 'no-microphone' });
    expect(nextCallState(state, answer, 0).kind).toBe('answering');
  });

  it('does not talk before it was answered here', () => {
    expect(after(incoming, established).kind).toBe('ringing');
  });

  it('ignores late and crossing events', () => {
    expect(after(answer)).toBe(idle);
    expect(after({ kind: 'held', held: true })).toBe(idle);
    expect(after(incoming, answer, ended, { kind: 'held', held: true })).toEqual(idle);
    expect(after(incoming, answer, established, { kind: 'end-pressed' }, { kind: 'end-pressed' }).kind).toBe('ending');
    expect(after(incoming, answer, established, { ...incoming, contact: 'c-2' })).toMatchObject({ contact: 'c-1' });
  });

  it('keeps hold and mute apart', () => {
    const state = after(incoming, answer, established, { kind: 'held', held: true }, { kind: 'muted', muted: true }, { kind: 'held', held: false });
    expect(state).toMatchObject({ held: false, muted: true });
  });
});

describe('troubles', () => {
  it('are told only when there is something to tell', () => {
    expect(troubleOf('Terminated')).toBeNull();
    expect(troubleOf('Canceled')).toBeNull();
    expect(troubleOf('WebRTC Error')).toBe('media-failed');
    expect(troubleOf('Connection Error')).toBe('network');
  });

  it('tell a missing microphone from a forbidden and a busy one', () => {
    expect(microphoneTrouble('NotFoundError')).toBe('no-microphone');
    expect(microphoneTrouble('NotAllowedError')).toBe('microphone-refused');
    expect(microphoneTrouble('NotReadableError')).toBe('microphone-busy');
    expect(microphoneTrouble('InsecureContext')).toBe('insecure-page');
  });
});
