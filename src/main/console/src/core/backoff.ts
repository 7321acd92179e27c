/** Waiting before the next attempt: 0.5 s doubling to 15 s, spread by a fifth so that all consoles do not return at once. */
export function backoffMs(attempt: number, random: number): number {
  const whole = Math.min(15_000, 500 * 2 ** Math.max(0, attempt));
  return Math.round(whole * (0.8 + 0.4 * random));
}
