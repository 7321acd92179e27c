import { describe, expect, it } from 'vitest';
import type { Message } from './protocol';
import { hasInfected, isInfected, reasonCode } from './scan';
import { sample } from '../testkit/samples';

describe('a virus', () => {
  const message = sample<Message>('message-in');

  it('is in one file of the message, and so in the message', () => {
    expect(message.attachments.map(isInfected)).toEqual([false, true]);
    expect(hasInfected(message)).toBe(true);
    expect(hasInfected({ ...message, attachments: message.attachments.slice(0, 1) })).toBe(false);
  });

  it('is nowhere where nothing was scanned', () => {
    expect(hasInfected({ ...message, attachments: message.attachments.map((a) => ({ ...a, scan: null })) })).toBe(false);
  });
});

describe('the reason', () => {
  it('is what stands before the words', () => {
    expect(reasonCode('failed the scanner said nothing')).toBe('failed');
    expect(reasonCode('encrypted')).toBe('encrypted');
  });
});
