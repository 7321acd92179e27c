import { describe, expect, it } from 'vitest';
import { en } from '../i18n/en';
import { words } from '../i18n/i18n';
import { it as italian } from '../i18n/it';
import { reasonsEn } from '../i18n/reasons-en';
import { reasonsIt } from '../i18n/reasons-it';
import { sample } from '../testkit/samples';
import { labels } from './classification';
import { Drafts } from './draft';
import { ApiError } from './errors';
import type { Area, Message } from './protocol';
import { appended, pieces, sizeText, splitQuoted } from './text';

describe('splitQuoted', () => {
  it('folds the quotation at the end of a mail', () => {
    const { body, quoted } = splitQuoted(sample<Message>('message-in').text);
    expect(body.endsWith('Grazie, Carla')).toBe(true);
    expect(quoted.startsWith('Il giorno lun 16 nov')).toBe(true);
  });
  it('leaves a text without a quotation, or made only of one, as it is', () => {
    expect(splitQuoted('Buongiorno\n> citato\nrisposta sotto').quoted).toBe('');
    expect(splitQuoted('> tutto citato').body).toBe('> tutto citato');
  });
});

describe('texts', () => {
  it('mark the hits of a search', () => {
    expect(pieces('Il «rimborso» si chiede')).toEqual([
      { text: 'Il ', hit: false },
      { text: 'rimborso', hit: true },
      { text: ' si chiede', hit: false },
    ]);
  });
  it('are added as a paragraph', () => {
    expect(appended('', 'b')).toBe('b');
    expect(appended('a\n', 'b')).toBe('a\n\nb');
  });
  it('name sizes', () => {
    expect([500, 48_213, 5_242_880].map(sizeText)).toEqual(['500 B', '47 kB', '5.0 MB']);
  });
  it('name a classification, and an unknown id by itself', () => {
    const { areas } = sample<{ areas: Area[] }>('classification');
    expect(labels(areas, ['tributi', 'tari', 'abolito']).map((l) => l.en)).toEqual(['Taxes', 'Waste tax', 'abolito']);
  });
});

describe('drafts', () => {
  it('are kept per person and contact, and removed when empty', () => {
    new Drafts(localStorage, 'anna').write('reply', 'c-1', 'Gentile');
    expect(new Drafts(localStorage, 'anna').read('reply', 'c-1')).toBe('Gentile');
    expect(new Drafts(localStorage, 'bruno').read('reply', 'c-1')).toBe('');
    new Drafts(localStorage, 'anna').write('reply', 'c-1', '');
    expect(localStorage.length).toBe(0);
  });
  it('do no harm when the storage is full', () => {
    const full = { getItem: () => null, removeItem: () => undefined, setItem: () => { throw new Error('full'); } };
    expect(() => new Drafts(full, 'anna').write('reply', 'c-1', 'x')).not.toThrow();
  });
});

describe('the reasons of the server', () => {
  const all = sample<{ reasons: readonly { code: string; en: string }[] }>('reasons').reasons;
  const places = (sentence: string): readonly string[] => [...new Set(sentence.match(/\{\d+\}/g) ?? [])].sort();

  it.each([
    ['it', reasonsIt],
    ['en', reasonsEn],
  ])('all have words in %s, with the same places', (_, catalogue) => {
    expect(Object.keys(catalogue).sort()).toEqual(all.map((r) => r.code).sort());
    for (const { code, en: english } of all) {
      expect(places((catalogue as Readonly<Record<string, string>>)[code] ?? ''), code).toEqual(places(english));
    }
  });

  it('are said in the reader’s language, and words of old entries as they are', () => {
    const said = [
      { code: 'bounce-hard', values: ['5.1.1'] },
      { code: 'about-nothing', values: [] },
    ];
    expect(words('it').reasons(said)).toBe('definitiva 5.1.1; non riguarda alcun messaggio conosciuto');
    expect(words('en').reasons(said)).toBe('hard 5.1.1; about no message that we know');
    expect(words('it').reasons([{ code: 'text', values: ['more than 100 parts'] }])).toBe('more than 100 parts');
    expect(words('it').reasons([{ code: 'newer', values: ['a', 'b'] }])).toBe('newer a b');
    expect(words('it').reasons([{ code: 'bounce-soft', values: [''] }])).toBe('temporanea');
  });
});

describe('the catalogues', () => {
  it('have the same keys and the same values to fill in', () => {
    const holes = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map((m) => m[0]).sort();
    expect(Object.keys(en).sort()).toEqual(Object.keys(italian).sort());
    for (const [key, text] of Object.entries(italian)) expect(holes(en[key as keyof typeof en]), key).toEqual(holes(text));
  });
  it('have words for known errors and quote unknown ones', () => {
    expect(words('it').error(new ApiError(409, 'offer-expired', ''))).toContain('scaduta');
    expect(words('en').error(new ApiError(409, 'brand-new', 'Because.'))).toBe('The server refused (brand-new). Because.');
  });
});

describe('days and times', () => {
  const beforeMidnight = Date.parse('2026-11-27T23:30:00Z');
  it("are the center's, wherever this machine is", () => {
    expect(words('it', 'Europe/Rome').isoDay(beforeMidnight)).toBe('2026-11-28');
    expect(words('it', 'America/New_York').isoDay(beforeMidnight)).toBe('2026-11-27');
    expect(words('en', 'Europe/Rome').time('2026-11-27T23:30:00Z')).toBe('00:30');
    expect(words('it', 'Europe/Rome').day('2026-11-27T23:30:00Z')).toBe('28/11/2026');
  });
});
