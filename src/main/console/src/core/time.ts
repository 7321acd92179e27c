/** Spans and countdowns; `nowMs` is always the caller's, already corrected by the server's clock difference. */

/** Milliseconds until an instant, never below zero; null without an instant. */
export function remainingMs(until: string | null, nowMs: number): number | null {
  if (until === null) return null;
  const end = Date.parse(until);
  return Number.isNaN(end) ? null : Math.max(0, end - nowMs);
}

export function elapsedMs(since: string, nowMs: number): number {
  const start = Date.parse(since);
  return Number.isNaN(start) ? 0 : Math.max(0, nowMs - start);
}

/** `0:07`, `12:30`, `1:02:05`. */
export function clockText(ms: number): string {
  const total = Math.floor(ms / 1000);
  const seconds = String(total % 60).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** A span in its two largest units: `3 g 4 h`, `2 h 10 min`, `12 min`, `45 s`. `day` is the language's letter for days. */
export function spanText(ms: number, day: string): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.floor(ms / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} ${day}` : `${days} ${day} ${hours % 24} h`;
}

export type Urgency = 'late' | 'soon' | 'fine';

/** Soon: less than a quarter of the whole time is left, or less than an hour when the start is unknown. */
export function urgency(deadline: string | null, start: string, nowMs: number): Urgency {
  const left = remainingMs(deadline, nowMs);
  if (left === null || deadline === null) return 'fine';
  if (left === 0) return 'late';
  const whole = Date.parse(deadline) - Date.parse(start);
  return left < (whole > 0 ? whole / 4 : 3_600_000) ? 'soon' : 'fine';
}

/** How much of an offer is left, 1 down to 0, for the bar that shrinks. */
export function share(since: string, until: string | null, nowMs: number): number {
  const left = remainingMs(until, nowMs);
  if (left === null || until === null) return 1;
  const whole = Date.parse(until) - Date.parse(since);
  return whole <= 0 ? 0 : Math.min(1, left / whole);
}
