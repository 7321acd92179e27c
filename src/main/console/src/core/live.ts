/** What the live socket says is true now, and how each frame changes it. Pure: no clock, no socket. */
import { type Card, type Escalation, type Frame, type Operator, type Queue, unreachable } from './protocol';

/** `offline` says since when, so that the console can tell the operator how old the picture is. */
export type Link =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  | { readonly kind: 'offline'; readonly sinceMs: number }
  | { readonly kind: 'ended'; readonly reason: 'logged-out' | 'elsewhere' };

export interface LiveState {
  readonly link: Link;
  /** Number of the last frame taken, 0 before the first. */
  readonly lastN: number;
  readonly ready: boolean;
  readonly catchingUp: boolean;
  readonly me: Operator | null;
  readonly contacts: Readonly<Record<string, Card>>;
  readonly queues: Readonly<Record<string, Queue>>;
  readonly escalations: Readonly<Record<string, Escalation>>;
  /** For each contact the number of the frame that last changed it: a view reads the detail again when it grows. */
  readonly touched: Readonly<Record<string, number>>;
  /** For each contact of mine how many messages the customer wrote that I have not looked at yet. */
  readonly arrived: Readonly<Record<string, number>>;
}

export type LiveEvent =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'lost' }
  /** The operator has looked at the contact's new messages. */
  | { readonly kind: 'seen'; readonly contact: string }
  /** The server does not know this session any more. */
  | { readonly kind: 'logged-out' }
  /** The operator wants this window again after another one took over. */
  | { readonly kind: 'restarted' };

export const nothingYet: LiveState = {
  link: { kind: 'connecting' },
  lastN: 0,
  ready: false,
  catchingUp: false,
  me: null,
  contacts: {},
  queues: {},
  escalations: {},
  touched: {},
  arrived: {},
};

export function nextState(state: LiveState, event: LiveEvent, nowMs: number): LiveState {
  switch (event.kind) {
    case 'frame':
      return afterFrame(state, event.frame);
    case 'connecting':
      // After a loss "offline since" stays on screen until the server really answers.
      return state.link.kind === 'offline' || state.link.kind === 'ended' ? state : { ...state, link: { kind: 'connecting' } };
    case 'opened':
      return state.link.kind === 'ended' ? state : { ...state, link: { kind: 'online' } };
    case 'lost':
      if (state.link.kind === 'offline' || state.link.kind === 'ended') return state;
      return { ...state, link: { kind: 'offline', sinceMs: nowMs } };
    case 'seen':
      return { ...state, arrived: without(state.arrived, event.contact) };
    case 'logged-out':
      return { ...state, link: { kind: 'ended', reason: 'logged-out' } };
    case 'restarted':
      return nothingYet;
    default:
      return unreachable(event);
  }
}

function afterFrame(state: LiveState, frame: Frame): LiveState {
  if (frame.kind === 'alive') return state;
  // A frame seen before can come again after a reconnection. A snapshot counts always: a server that lost its numbers starts again.
  if (frame.kind !== 'snapshot' && frame.n <= state.lastN) return state;
  const next = { ...state, lastN: frame.n };
  switch (frame.kind) {
    case 'snapshot':
      return {
        ...next,
        ready: true,
        catchingUp: frame.catchingUp,
        me: frame.me,
        contacts: byId(frame.contacts),
        queues: byId(frame.queues),
        escalations: byId(frame.escalations),
        touched: Object.fromEntries(frame.contacts.map((c) => [c.id, frame.n])),
        arrived: Object.fromEntries(Object.entries(state.arrived).filter(([id]) => frame.contacts.some((c) => c.id === id))),
      };
    case 'contact':
      return {
        ...next,
        contacts: { ...state.contacts, [frame.contact.id]: frame.contact },
        touched: { ...state.touched, [frame.contact.id]: frame.n },
      };
    case 'gone':
      return {
        ...next,
        contacts: without(state.contacts, frame.id),
        touched: { ...state.touched, [frame.id]: frame.n },
        arrived: without(state.arrived, frame.id),
      };
    case 'me':
      return { ...next, me: frame.me };
    case 'queue':
      return { ...next, queues: { ...state.queues, [frame.queue.id]: frame.queue } };
    case 'escalation':
      return {
        ...next,
        escalations: { ...state.escalations, [frame.escalation.id]: frame.escalation },
        touched: { ...state.touched, [frame.escalation.contact]: frame.n },
      };
    case 'message':
      return {
        ...next,
        touched: { ...state.touched, [frame.id]: frame.n },
        arrived: frame.arrived ? { ...state.arrived, [frame.id]: (state.arrived[frame.id] ?? 0) + 1 } : state.arrived,
      };
    case 'ended':
      return { ...next, link: { kind: 'ended', reason: frame.reason } };
    default:
      return unreachable(frame);
  }
}

/** The contacts offered to me, most pressing first. */
export function offers(state: LiveState): readonly Card[] {
  return Object.values(state.contacts)
    .filter((c) => c.state.kind === 'offered')
    .sort((a, b) => (a.state.until ?? '9').localeCompare(b.state.until ?? '9'));
}

/** The contacts I work on: live ones first, then by deadline, then by arrival. */
export function activeContacts(state: LiveState): readonly Card[] {
  const rank = (c: Card): string =>
    `${c.live ? 0 : 1}${c.state.kind === 'escalated' ? 1 : 0}${c.deadlineAt ?? '9'}${c.arrivedAt}`;
  return Object.values(state.contacts)
    .filter((c) => c.state.kind !== 'offered' && c.state.kind !== 'closed' && c.state.kind !== 'waiting')
    .sort((a, b) => rank(a).localeCompare(rank(b)));
}

export function openEscalations(state: LiveState, centers: ReadonlySet<string>): readonly Escalation[] {
  return Object.values(state.escalations)
    .filter((e) => e.state === 'open' && centers.has(e.center.id))
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt));
}

function byId<T extends { readonly id: string }>(list: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(list.map((x) => [x.id, x]));
}

function without<T>(record: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== id));
}

/** Whether a ringing belongs to a call that this operator makes: a contact of mine that is about to begin. */
export function isOwnCall(live: LiveState, contact: string | null): boolean {
  const card = contact === null ? undefined : live.contacts[contact];
  return card !== undefined && card.state.kind === 'calling' && (card.direction === 'out' || card.callback !== null);
}
