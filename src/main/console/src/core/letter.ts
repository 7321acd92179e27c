/** What an operator writes to somebody outside and has not sent yet. */
export interface Letter {
  readonly kind: 'reply' | 'forward';
  /** The message that is forwarded; null in an answer. */
  readonly of: number | null;
  /** Addresses as they were typed; of a forward only. */
  readonly to: string;
  readonly cc: string;
  readonly text: string;
  /** Of the signature; null for the usual one. */
  readonly language: string | null;
  /** Whether the forwarded message's text stands below. */
  readonly quote: boolean;
}

export const EMPTY: Letter = { kind: 'reply', of: null, to: '', cc: '', text: '', language: null, quote: true };

/** A forward of this message, with what was written so far. */
export function forwardOf(letter: Letter, message: number): Letter {
  return { ...letter, kind: 'forward', of: message, quote: true };
}

/** An answer, with what was written so far. */
export function answerOf(letter: Letter): Letter {
  return { ...letter, kind: 'reply', of: null, to: '', quote: true };
}

export function isEmpty(letter: Letter): boolean {
  return letter.kind === 'reply' && letter.text === '' && letter.cc === '';
}

const ADDRESS = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;

/** The addresses in a text: separated by commas, semicolons or blanks. */
export function addresses(text: string): readonly string[] {
  return text.split(/[,;\s]+/).filter((a) => a !== '');
}

/** The first that is no address. */
export function wrongAddress(text: string): string | undefined {
  return addresses(text).find((a) => !ADDRESS.test(a));
}

/** Adds those that are not there yet. */
export function withAddresses(text: string, more: readonly string[]): string {
  const there = addresses(text);
  const known = new Set(there.map((a) => a.toLowerCase()));
  return [...there, ...more.filter((a) => !known.has(a.toLowerCase()))].join(', ');
}

/** Whether all that is needed to send it is there. */
export function isReady(letter: Letter): boolean {
  if (wrongAddress(letter.cc) !== undefined || wrongAddress(letter.to) !== undefined) return false;
  return letter.kind === 'reply' ? letter.text.trim() !== '' : addresses(letter.to).length > 0;
}

/** Reads what was kept in this browser: a letter, or the bare text that earlier consoles kept. */
export function parseLetter(kept: string): Letter {
  if (!kept.startsWith('{')) return { ...EMPTY, text: kept };
  try {
    return { ...EMPTY, ...(JSON.parse(kept) as Partial<Letter>) };
  } catch {
    return { ...EMPTY, text: kept };
  }
}
