/** Plain-text helpers of messages and search results. */

export interface Parts {
  readonly body: string;
  readonly quoted: string;
}

const INTRODUCTION = /^(Il giorno |Il |On |Le ).{5,200}(ha scritto|wrote|a écrit)\s*:\s*$/;
const SEPARATOR = /^-{2,}\s*(Messaggio originale|Original Message|Messaggio inoltrato|Forwarded message)\s*-{2,}\s*$/i;

/** Splits a mail's text into what was written now and the quotation at its end; `quoted` is empty when there is none. */
export function splitQuoted(text: string): Parts {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex(
    (line, i) => INTRODUCTION.test(line.trim()) || SEPARATOR.test(line.trim()) || (line.startsWith('>') && onlyQuotedFrom(lines, i)),
  );
  if (start <= 0) return { body: text, quoted: '' };
  return { body: lines.slice(0, start).join('\n').trimEnd(), quoted: lines.slice(start).join('\n') };
}

function onlyQuotedFrom(lines: readonly string[], from: number): boolean {
  return lines.slice(from).every((line) => line.startsWith('>') || line.trim() === '');
}

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** Cuts a search snippet at its `«` and `»` marks. */
export function pieces(snippet: string): readonly Piece[] {
  return snippet
    .split(/(«[^»]*»)/)
    .filter((s) => s !== '')
    .map((s) => (s.startsWith('«') && s.endsWith('»') ? { text: s.slice(1, -1), hit: true } : { text: s, hit: false }));
}

/** Adds a text to a reply on a paragraph of its own. */
export function appended(reply: string, text: string): string {
  return reply.trim() === '' ? text : `${reply.trimEnd()}\n\n${text}`;
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
