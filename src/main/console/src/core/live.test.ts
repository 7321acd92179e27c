import { describe, expect, it } from 'vitest';
import { sample } from '../testkit/samples';
import { activeContacts, type LiveState, nextState, nothingYet, offers, openEscalations } from './live';
import type { Card, Frame } from './protocol';

const take = (state: LiveState, frame: Frame): LiveState => nextState(state, { kind: 'frame', frame }, 0);
const snapshot = sample<Extract<Frame, { kind: 'snapshot' }>>('frame-snapshot');
const started = take(nothingYet, snapshot);

describe('the live state', () => {
  it('is whole after a snapshot', () => {
    expect(started.ready).toBe(true);
    expect(started.lastN).toBe(41);
    expect(offers(started).map((c) => c.id)).toEqual(['c-1043']);
    expect(activeContacts(started).map((c) => c.id)).toEqual(['c-1042']);
  });

  it('counts what the customer wrote until it is looked at, or the contact goes', () => {
    const arrives = (state: LiveState, n: number): LiveState => take(state, { kind: 'message', n, id: 'c-1042', arrived: true });
    const twice = arrives(arrives(started, 42), 43);
    expect(twice.arrived).toEqual({ 'c-1042': 2 });
    expect(take(twice, { ...snapshot, n: 44 }).arrived).toEqual({ 'c-1042': 2 });
    expect(take(twice, { ...snapshot, n: 44, contacts: [] }).arrived).toEqual({});
    expect(take(twice, { kind: 'gone', n: 44, id: 'c-1042' }).arrived).toEqual({});
    expect(nextState(twice, { kind: 'seen', contact: 'c-1042' }, 0).arrived).toEqual({});
  });

  it('replaces everything by the next snapshot, even with a smaller number', () => {
    const again = take(started, { ...snapshot, n: 1, contacts: [], queues: [], escalations: [] });
    expect(again.contacts).toEqual({});
    expect(again.lastN).toBe(1);
  });

  it('inserts, replaces and removes contacts', () => {
    const card = sample<Card>('card-wrapup');
    const changed = take(started, { kind: 'contact', n: 42, contact: card });
    expect(changed.contacts['c-1043']?.state.kind).toBe('wrapup');
    expect(offers(changed)).toEqual([]);
    expect(take(changed, { kind: 'gone', n: 43, id: 'c-1043' }).contacts['c-1043']).toBeUndefined();
  });

  it('ignores a frame that it has already taken', () => {
    const gone = take(started, { kind: 'gone', n: 42, id: 'c-1043' });
    const replayed = take(gone, { kind: 'contact', n: 42, contact: sample<Card>('card-offered-voice') });
    expect(replayed).toBe(gone);
  });

  it('says that a contact must be read again when its messages change', () => {
    const next = take(started, { kind: 'message', n: 50, id: 'c-1042', arrived: false });
    expect(next.touched['c-1042']).toBe(50);
    expect(next.contacts).toBe(started.contacts);
  });

  it('keeps its contacts and the first moment of the loss while it is offline', () => {
    const lost = nextState(nextState(started, { kind: 'lost' }, 1000), { kind: 'lost' }, 9000);
    expect(lost.link).toEqual({ kind: 'offline', sinceMs: 1000 });
    expect(nextState(lost, { kind: 'connecting' }, 9500).link.kind).toBe('offline');
    expect(nextState(lost, { kind: 'opened' }, 9600).link.kind).toBe('online');
    expect(Object.keys(lost.contacts)).toHaveLength(2);
  });

  it('stays ended until the operator wants this window again', () => {
    const ended = take(started, sample<Frame>('frame-ended'));
    expect(nextState(ended, { kind: 'lost' }, 0).link).toEqual({ kind: 'ended', reason: 'elsewhere' });
    expect(nextState(ended, { kind: 'restarted' }, 0)).toBe(nothingYet);
  });

  it('ends when the session is gone', () => {
    expect(nextState(started, { kind: 'logged-out' }, 0).link).toEqual({ kind: 'ended', reason: 'logged-out' });
  });

  it('shows only open questions of my centers, most pressing first', () => {
    expect(openEscalations(started, new Set(['tributi'])).map((e) => e.id)).toEqual(['e-77']);
    expect(openEscalations(started, new Set(['anagrafe']))).toEqual([]);
    const answered = take(started, sample<Frame>('frame-escalation'));
    expect(openEscalations(answered, new Set(['tributi']))).toEqual([]);
  });
});
