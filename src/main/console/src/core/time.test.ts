import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff';
import { clockText, remainingMs, share, spanText, urgency } from './time';

const T0 = Date.parse('2026-11-20T10:00:00.000Z');

describe('countdowns', () => {
  it('never go below zero, and do not exist without an instant', () => {
    expect(remainingMs('2026-11-20T10:00:30.000Z', T0)).toBe(30_000);
    expect(remainingMs('2026-11-20T09:00:00.000Z', T0)).toBe(0);
    expect(remainingMs(null, T0)).toBeNull();
    expect(remainingMs('nonsense', T0)).toBeNull();
  });

  it('read as clocks and as spans', () => {
    expect(clockText(7_900)).toBe('0:07');
    expect(clockText(3_725_000)).toBe('1:02:05');
    expect(spanText(59_000, 'g')).toBe('59 s');
    expect(spanText(130 * 60_000, 'g')).toBe('2 h 10 min');
    expect(spanText(76 * 3_600_000, 'g')).toBe('3 g 4 h');
  });

  it('warn in the last quarter', () => {
    const start = '2026-11-20T06:00:00.000Z';
    expect(urgency('2026-11-20T12:00:00.000Z', start, T0)).toBe('fine');
    expect(urgency('2026-11-20T10:30:00.000Z', start, T0)).toBe('soon');
    expect(urgency('2026-11-20T09:59:59.000Z', start, T0)).toBe('late');
    expect(urgency(null, start, T0)).toBe('fine');
  });

  it('shrink the offer’s bar', () => {
    expect(share('2026-11-20T09:59:50.000Z', '2026-11-20T10:00:10.000Z', T0)).toBe(0.5);
    expect(share('2026-11-20T09:59:50.000Z', null, T0)).toBe(1);
  });
});

describe('backoffMs', () => {
  it('doubles from half a second to fifteen', () => {
    expect([0, 1, 2, 10, 100].map((n) => backoffMs(n, 0.5))).toEqual([500, 1000, 2000, 15_000, 15_000]);
  });
  it('is spread by a fifth', () => {
    expect([backoffMs(1, 0), backoffMs(1, 1)]).toEqual([800, 1200]);
  });
});
