import type { Message } from './protocol';

const GOOD: readonly string[] = ['accepted-outside', 'delivered', 'delivered-after-all'];
const OPEN: readonly string[] = ['awaited', 'accepted', 'bounced-soft'];

/** Whether nothing better can be said of a recipient. */
export function isGood(state: string): boolean {
  return GOOD.includes(state);
}

/** Whether somebody should look: whatever is neither good nor still on its way. */
export function isTrouble(state: string): boolean {
  return !isGood(state) && !OPEN.includes(state);
}

/** Whether a message has anything to say about certified mail. */
export function isCertified(message: Message): boolean {
  return message.evidence.length > 0 || message.recipients.some((r) => r.state.startsWith('missing-'));
}
