import { describe, expect, it } from 'vitest';
import { sample } from '../testkit/samples';
import { askedName, canAsk, otherEnd, roleIn, stepOfKey, steps } from './consult';
import type { Card, Consult, Frame } from './protocol';

const consult: Consult = {
  phase: 'aside',
  by: { id: 'anna', name: 'Anna' },
  colleague: { id: 'bruno', name: 'Bruno' },
  number: null,
  since: '2026-11-20T09:00:00.000Z',
};

function talk(): Card {
  const snapshot = sample<Extract<Frame, { kind: 'snapshot' }>>('frame-snapshot');
  const card = snapshot.contacts[0];
  if (card === undefined) throw new Error('the sample has no contact');
  return {
    ...card,
    channel: 'voice',
    live: true,
    operator: { id: 'anna', name: 'Anna' },
    consult: null,
    state: { kind: 'handling', since: consult.since, until: null, operator: 'anna', outcome: null },
  };
}

describe('a consultation', () => {
  it('is mine, one I am asked in, or one whose caller I gave away', () => {
    expect(roleIn(talk(), 'anna')).toBe('mine');
    expect(roleIn({ ...talk(), consult }, 'bruno')).toBe('asked');
    expect(roleIn({ ...talk(), consult }, 'carla')).toBe('other');
    const given: Card = { ...talk(), operator: { id: 'bruno', name: 'Bruno' }, state: { ...talk().state, kind: 'wrapup', operator: 'anna' } };
    expect(roleIn(given, 'anna')).toBe('given');
    expect(roleIn(given, 'bruno')).toBe('mine');
  });

  it('names who is at the other end of my telephone', () => {
    const card = { ...talk(), customer: { name: null, address: '+393331234567' } };
    expect(otherEnd({ ...card, consult }, 'bruno', '201')).toBe('Anna');
    expect(otherEnd({ ...card, consult }, 'anna', '201')).toBe('+393331234567');
    expect(otherEnd({ ...card, operator: { id: 'bruno', name: 'Bruno' } }, 'bruno', '201')).toBe('+393331234567');
    expect(otherEnd(undefined, 'bruno', '201')).toBe('201');
    expect(otherEnd({ ...card, customer: { name: null, address: '' } }, 'anna', '')).toBe('');
  });

  it('begins only with a caller on the line, and once', () => {
    expect(canAsk(talk(), 'anna')).toBe(true);
    expect(canAsk(talk(), 'bruno')).toBe(false);
    expect(canAsk({ ...talk(), consult }, 'anna')).toBe(false);
    expect(canAsk({ ...talk(), live: false }, 'anna')).toBe(false);
    expect(canAsk({ ...talk(), state: { ...talk().state, kind: 'wrapup' } }, 'anna')).toBe(false);
  });

  it('can only be taken back while it rings', () => {
    expect(steps({ ...consult, phase: 'ringing' })).toEqual(['return']);
  });

  it('can go every way once somebody has answered', () => {
    expect(steps(consult)).toEqual(['complete', 'conference', 'swap', 'return']);
    expect(steps({ ...consult, phase: 'with-caller' })).toContain('complete');
    expect(steps({ ...consult, phase: 'together' })).not.toContain('conference');
  });

  it('takes keys only for what can be done', () => {
    expect(stepOfKey('KeyC', steps(consult))).toBe('complete');
    expect(stepOfKey('KeyC', steps({ ...consult, phase: 'ringing' }))).toBeNull();
    expect(stepOfKey('KeyX', steps(consult))).toBeNull();
  });

  it('names a colleague, or the number outside', () => {
    expect(askedName(consult)).toBe('Bruno');
    expect(askedName({ ...consult, colleague: null, number: '+390551112223' })).toBe('+390551112223');
  });
});
