import type { ApiError } from '../core/errors';
import type { Language, Reason, Text2 } from '../core/protocol';
import { en } from './en';
import { it } from './it';
import { reasonsEn } from './reasons-en';
import { reasonsIt } from './reasons-it';

export type Key = keyof typeof it;
export type Values = Readonly<Record<string, string | number>>;

/** One language's words, dates and numbers. */
export interface Words {
  readonly language: Language;
  t(key: Key, values?: Values): string;
  /** For keys made of a prefix and a code from the server; an unknown code shows as it is. */
  code(prefix: string, code: string): string;
  /** Chooses from a text the server gives in both languages. */
  of(text: Text2): string;
  error(error: ApiError): string;
  /** Why something became of a message; a code of a newer server shows with its values as they are. */
  reasons(reasons: readonly Reason[]): string;
  /** Day and time, `20/11/2026, 10:15`; the time only when it is today. */
  when(instant: string): string;
  time(instant: string): string;
  day(instant: string): string;
  /** The calendar day of a moment, as `2026-11-20`. */
  isoDay(ms: number): string;
  number(value: number, digits: number): string;
  percent(ratio: number): string;
}

const CATALOGUES: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { it, en };
const REASONS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { it: reasonsIt, en: reasonsEn };
const LOCALES: Readonly<Record<Language, string>> = { it: 'it-IT', en: 'en-GB' };

/** The locale that writes days as ISO 8601 does. */
const ISO = 'sv-SE';

/** @param zone whose days and clocks; without it, those of this machine */
export function words(language: Language, zone?: string): Words {
  const catalogue = CATALOGUES[language];
  const locale = LOCALES[language];
  const there = zone === undefined ? {} : { timeZone: zone };
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...there });
  const dayOnly = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric', ...there });
  const isoDay = new Intl.DateTimeFormat(ISO, { day: '2-digit', month: '2-digit', year: 'numeric', ...there });
  const t = (key: Key, values?: Values): string => filled(catalogue[key], values);
  return {
    language,
    t,
    code: (prefix, code) => {
      const key = `${prefix}.${code}`;
      return isKey(key) ? catalogue[key] : code;
    },
    of: (text) => text[language],
    error: (error) => {
      const key = `error.${error.errorId}`;
      return isKey(key) ? catalogue[key] : t('error.other', { id: error.errorId, detail: error.detail });
    },
    reasons: (reasons) => reasons.map((r) => reason(REASONS[language][r.code], r)).join('; '),
    when: (instant) => {
      const at = new Date(instant);
      const today = dayOnly.format(at) === dayOnly.format(new Date());
      return today ? time.format(at) : `${dayOnly.format(at)}, ${time.format(at)}`;
    },
    time: (instant) => time.format(new Date(instant)),
    day: (instant) => dayOnly.format(new Date(instant)),
    isoDay: (ms) => isoDay.format(new Date(ms)),
    number: (value, digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
    percent: (ratio) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(ratio),
  };
}

function reason(sentence: string | undefined, { code, values }: Reason): string {
  return sentence === undefined ? [code, ...values].join(' ') : sentence.replace(/\{(\d+)\}/g, (_, place: string) => values[Number(place)] ?? '').trim();
}

function filled(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function isKey(key: string): key is Key {
  return Object.hasOwn(it, key);
}

const REMEMBERED = 'sportello.language';

/** The language chosen in this browser, if any. */
export function rememberedLanguage(): Language | null {
  try {
    const value = localStorage.getItem(REMEMBERED);
    return value === 'it' || value === 'en' ? value : null;
  } catch {
    return null;
  }
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    // the choice then lasts until the page is closed
  }
}
