import { describe, expect, it } from 'vitest';
import { sample } from '../testkit/samples';
import { isCertified, isGood, isTrouble } from './pec';
import type { Message } from './protocol';

const certified = sample('message-out-pec') as Message;

describe('certified mail', () => {
  it('tells what is good, what is on its way and what needs somebody', () => {
    expect(['delivered', 'accepted-outside', 'delivered-after-all'].every(isGood)).toBe(true);
    expect(['awaited', 'accepted'].some((s) => isGood(s) || isTrouble(s))).toBe(false);
    expect(['late', 'failed', 'expired', 'virus', 'missing-acceptance', 'something-newer'].every(isTrouble)).toBe(true);
  });

  it('knows a certified message by what was said of it', () => {
    expect(isCertified(certified)).toBe(true);
    expect(isCertified(sample('message-out-bounced') as Message)).toBe(false);
    expect(isCertified({ ...certified, evidence: [], recipients: [{ address: 'a@b', state: 'missing-acceptance', detail: '', at: '2026-11-20T10:30:05.000Z' }] })).toBe(true);
  });
});
