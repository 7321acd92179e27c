/** Asking somebody during a call: who is who on a card, and what can be done now. Pure. */
import type { Card, Consult } from './protocol';

export type ConsultStep = 'swap' | 'conference' | 'return' | 'complete';

/** What a contact is to me: mine, one I am asked about, one I gave away and wrap up, or somebody else's. */
export type Role = 'mine' | 'asked' | 'given' | 'other';

export function roleIn(card: Card, me: string): Role {
  if (card.operator?.id === me) return 'mine';
  if (card.state.kind === 'wrapup' && card.state.operator === me) return 'given';
  if (card.consult?.colleague?.id === me) return 'asked';
  return 'other';
}

/** Whether I can ask somebody about it now. */
export function canAsk(card: Card, me: string): boolean {
  return card.live && card.direction === 'in' && card.consult === null && roleIn(card, me) === 'mine' && (card.state.kind === 'handling' || card.state.kind === 'hold');
}

/** What I, who asked, can do now, most likely first. */
export function steps(consult: Consult): readonly ConsultStep[] {
  switch (consult.phase) {
    case 'ringing':
      return ['return'];
    case 'aside':
    case 'with-caller':
      return ['complete', 'conference', 'swap', 'return'];
    case 'together':
      return ['complete', 'swap', 'return'];
    default:
      // A phase of a newer server: the way back is always open.
      return ['return'];
  }
}

/** The key that does a step, together with Alt and Shift. */
export const stepKeys: Readonly<Record<ConsultStep, string>> = { complete: 'C', conference: 'T', swap: 'A', return: 'R' };

/** The step a key press asks for; null if it is none of those possible now. */
export function stepOfKey(code: string, possible: readonly ConsultStep[]): ConsultStep | null {
  return possible.find((step) => code === `Key${stepKeys[step]}`) ?? null;
}

/** Who is at the other end of my telephone: who asks me, or the customer; what the telephone says where nothing better is known. */
export function otherEnd(card: Card | undefined, me: string, caller: string): string {
  if (card === undefined) return caller;
  if (roleIn(card, me) === 'asked') return card.consult?.by.name ?? caller;
  return card.customer.name || card.customer.address || caller;
}

/** Who is asked, in one word. */
export function askedName(consult: Consult): string {
  return consult.colleague?.name ?? consult.number ?? '';
}
