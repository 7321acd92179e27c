import { describe, expect, it } from 'vitest';
import { addresses, answerOf, EMPTY, forwardOf, isEmpty, isReady, parseLetter, withAddresses, wrongAddress } from './letter';

describe('a letter', () => {
  it('is ready when it has what its kind needs', () => {
    expect(isReady(EMPTY)).toBe(false);
    expect(isReady({ ...EMPTY, text: 'Gentile' })).toBe(true);
    expect(isReady({ ...EMPTY, text: 'Gentile', cc: 'nessuno' })).toBe(false);
    const forward = forwardOf(EMPTY, 3);
    expect(isReady(forward)).toBe(false);
    expect(isReady({ ...forward, to: 'a@b.it, c@d' })).toBe(false);
    expect(isReady({ ...forward, to: 'a@b.it; c@d.it' })).toBe(true);
  });

  it('keeps what was written when it becomes another kind', () => {
    const forward = { ...forwardOf({ ...EMPTY, text: 'x', cc: 'a@b.it' }, 3), to: 'c@d.it' };
    expect(forward.of).toBe(3);
    expect(answerOf(forward)).toEqual({ ...EMPTY, text: 'x', cc: 'a@b.it' });
    expect(isEmpty(EMPTY)).toBe(true);
    expect(isEmpty(forwardOf(EMPTY, 1))).toBe(false);
  });

  it('reads addresses as people write them', () => {
    expect(addresses(' a@b.it;c@d.it,\n e@f.it ')).toEqual(['a@b.it', 'c@d.it', 'e@f.it']);
    expect(wrongAddress('a@b.it, Dora')).toBe('Dora');
    expect(withAddresses('A@b.it', ['a@B.it', 'c@d.it'])).toBe('A@b.it, c@d.it');
  });

  it('reads what earlier consoles kept', () => {
    expect(parseLetter('Gentile')).toEqual({ ...EMPTY, text: 'Gentile' });
    expect(parseLetter('{Gentile')).toEqual({ ...EMPTY, text: '{Gentile' });
    expect(parseLetter('{"text":"x"}')).toEqual({ ...EMPTY, text: 'x' });
  });
});
