import type { Letter } from '../core/letter';
import type * as P from '../core/protocol';

/** Says what is wrong with a value, or nothing. */
export type Check = (value: unknown, at: string) => readonly string[];

/** Every member of a type with its check: a member added to the protocol must be added here, or this does not compile. */
type Shape<T> = { readonly [K in keyof T]-?: Check };

const wrong = (at: string, wanted: string, value: unknown): readonly string[] => [`${at}: ${JSON.stringify(value)} (expected: ${wanted})`];
const is =
  (kind: 'string' | 'number' | 'boolean'): Check =>
  (v, at) =>
    typeof v === kind ? [] : wrong(at, kind, v);
const text = is('string');
const number = is('number');
const truth = is('boolean');
const instant: Check = (v, at) =>
  typeof v === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(v) ? [] : wrong(at, 'an instant in UTC with milliseconds', v);
const day: Check = (v, at) => (typeof v === 'string' && /^\d{4}-\d\d-\d\d$/.test(v) ? [] : wrong(at, 'a day', v));
const oneOf =
  (...values: readonly string[]): Check =>
  (v, at) =>
    values.includes(String(v)) ? [] : wrong(at, values.join('|'), v);
const maybe =
  (check: Check): Check =>
  (v, at) =>
    v === null ? [] : check(v, at);
const list =
  (check: Check): Check =>
  (v, at) =>
    Array.isArray(v) ? v.flatMap((x, i) => check(x, `${at}[${i}]`)) : wrong(at, 'a list', v);
const record =
  (check: Check): Check =>
  (v, at) =>
    typeof v === 'object' && v !== null ? Object.entries(v).flatMap(([k, x]) => check(x, `${at}.${k}`)) : wrong(at, 'an object', v);

/** Exactly these members: none missing, none more. */
export function object<T>(shape: Shape<T>): Check {
  return (v, at) => {
    if (typeof v !== 'object' || v === null || Array.isArray(v)) return wrong(at, 'an object', v);
    const found = new Map(Object.entries(v));
    const missing = Object.keys(shape).filter((k) => !found.has(k)).map((k) => `${at}.${k}: missing`);
    const more = [...found.keys()].filter((k) => !(k in shape)).map((k) => `${at}.${k}: not in the protocol`);
    const inside = Object.entries<Check>(shape).flatMap(([k, check]) => (found.has(k) ? check(found.get(k), `${at}.${k}`) : []));
    return [...missing, ...more, ...inside];
  };
}

const reasons = list(object<P.Reason>({ code: text, values: list(text) }));
const named = object<P.Named>({ id: text, name: text });
const text2 = object<P.Text2>({ it: text, en: text });
const leaf = object<P.Leaf>({ id: text, label: text2 });
export const done = object<{ result: string }>({ result: oneOf('done') });
export const problem = object<P.Problem>({ type: text, title: text, status: number, errorId: text, detail: text });
export const session = object<P.Session>({
  user: text,
  name: text,
  roles: list(oneOf('operator', 'expert', 'supervisor')),
  language: oneOf('it', 'en'),
  zone: text,
  csrf: text,
  softphone: maybe(object<P.SoftphoneAccount>({ uri: text, user: text, password: text, path: text, iceServers: list(object<{ urls: string }>({ urls: text })) })),
  deskPhone: truth,
  centers: list(named),
  pauseReasons: list(leaf),
  channels: list(text),
});
export const card = object<P.Card>({
  id: text,
  code: text,
  channel: oneOf('voice', 'email', 'pec', 'form', 'chat', 'counter'),
  direction: oneOf('in', 'out'),
  live: truth,
  queue: maybe(named),
  customer: object<P.Card['customer']>({ name: maybe(text), address: text }),
  subject: maybe(text),
  state: object<P.ContactState>({
    kind: oneOf('waiting', 'offered', 'calling', 'dialling', 'handling', 'hold', 'wrapup', 'escalated', 'closed'),
    since: instant,
    until: maybe(instant),
    operator: maybe(text),
    outcome: maybe(text),
  }),
  arrivedAt: instant,
  deadlineAt: maybe(instant),
  operator: maybe(named),
  consult: maybe(
    object<P.Consult>({
      phase: oneOf('ringing', 'aside', 'with-caller', 'together'),
      by: named,
      colleague: maybe(named),
      number: maybe(text),
      since: instant,
    }),
  ),
  notReached: maybe(text),
  callback: maybe(object<P.Callback>({ number: text, tries: number, notBefore: maybe(instant) })),
});
export const message = object<P.Message>({
  n: number,
  direction: oneOf('in', 'out'),
  at: instant,
  from: text,
  to: list(text),
  cc: list(text),
  subject: maybe(text),
  text,
  html: maybe(text),
  attachments: list(object<P.Attachment>({
      part: number,
      name: text,
      type: text,
      sizeBytes: number,
      scan: maybe(object<P.Scan>({ verdict: oneOf('clean', 'infected', 'unscannable', 'waiting'), detail: text })),
    }),
  ),
  delivery: maybe(oneOf('queued', 'sent', 'failed', 'uncertain')),
  failure: maybe(text),
  reasons,
  recipients: list(object<P.Recipient>({ address: text, state: text, detail: text, at: instant })),
  evidence: list(object<P.Evidence>({ kind: text, type: text, at: instant, recipient: text, detail: text, signature: text, reason: text, reasons, signer: text })),
  role: maybe(text),
});
const receipts = object<P.Receipts>({
  missing: list(
    object<P.MissingReceipt>({
      contact: text,
      n: number,
      code: text,
      subject: text,
      stage: oneOf('acceptance', 'delivery'),
      recipients: list(text),
      writtenAt: maybe(instant),
      since: instant,
    }),
  ),
});
const reconciliation = object<P.Reconciled>({
  at: maybe(instant),
  folders: list(
    object<P.ReconciledFolder>({
      mailbox: text,
      folder: text,
      onServer: number,
      matched: number,
      gone: number,
      otherSize: number,
      missedInAll: number,
      failed: number,
      missed: list(object<P.ReconciledFolder['missed'][number]>({ uid: number, messageId: text, trouble: text, reasons })),
      trouble: text,
      reasons,
    }),
  ),
});
const intake = object<P.IntakePage>({
  lines: list(
    object<P.IntakeEntry>({
      id: number,
      at: instant,
      mailbox: text,
      folder: text,
      uid: number,
      sizeBytes: number,
      from: text,
      subject: text,
      messageId: text,
      fate: text,
      contact: maybe(text),
      reason: text,
      reasons,
      reconsideredAt: maybe(instant),
    }),
  ),
  next: maybe(number),
  failed: number,
});
export const escalation = object<P.Escalation>({
  id: text,
  contact: text,
  center: named,
  question: text,
  askedBy: named,
  askedAt: instant,
  dueAt: instant,
  state: oneOf('open', 'answered', 'expired'),
  opinion: maybe(text),
  answeredBy: maybe(named),
  answeredAt: maybe(instant),
});
const why = object<P.Why>({
  rule: text,
  candidates: number,
  text: text2,
  out: list(object<P.Why['out'][number]>({ reason: text, text: text2, count: number, who: list(named) })),
});
export const waiting = object<{ waiting: readonly P.WaitingContact[]; more: boolean }>({
  waiting: list(object<P.WaitingContact>({ card, position: number, estimatedMs: maybe(number), skills: record(number), step: number })),
  more: truth,
});
export const candidates = object<P.Candidates>({
  why: maybe(why),
  candidates: list(object<P.Candidates['candidates'][number]>({ operator: named, can: truth, why: maybe(text2) })),
});
export const detail = object<P.Detail>({
  card,
  messages: list(message),
  notes: list(object<P.Detail['notes'][number]>({ at: instant, by: named, text })),
  escalations: list(escalation),
  history: list(object<P.HistoryLine>({ sequence: number, at: instant, type: text, text: text2, by: maybe(named), why: maybe(why) })),
  classification: maybe(list(text)),
  replyTo: maybe(text),
  consent: maybe(oneOf('asked', 'given', 'refused')),
  recordings: list(
    object<P.Recording>({
      n: number,
      startedAt: instant,
      operator: named,
      state: oneOf('recording', 'paused', 'stopped', 'kept', 'lost', 'purged'),
      until: maybe(instant),
      durationMs: number,
      mayHear: truth,
    }),
  ),
});
const prepared = object<P.Prepared>({ id: text, name: text, type: text, sizeBytes: number });
export const composing = object<P.Composing>({
  files: list(prepared),
  language: text,
  signatures: record(text),
  others: list(text),
  draft: maybe(
    object<NonNullable<P.Composing['draft']>>({
      version: number,
      by: named,
      at: instant,
      letter: object<Letter>({ kind: oneOf('reply', 'forward'), of: maybe(number), to: text, cc: text, text, language: maybe(text), quote: truth }),
    }),
  ),
  limits: object<P.Composing['limits']>({ fileBytes: number, totalBytes: number, files: number }),
});
export const supervisions = object<P.Supervisions>({
  supervisions: list(object<P.Supervision>({ contact: text, operator: named, supervisor: named, mode: oneOf('listen', 'whisper', 'barge'), since: maybe(instant) })),
  recordingRoom: truth,
});
export const queue = object<P.Queue>({
  id: text,
  name: text,
  open: truth,
  waiting: record(number),
  oldestSince: maybe(instant),
  operatorsAvailable: number,
  answeredToday: number,
  abandonedToday: number,
  serviceLevel: object<P.Queue['serviceLevel']>({ ratio: maybe(number), targetRatio: number, withinMs: number }),
});
export const operator = object<P.Operator>({
  id: text,
  name: text,
  presence: oneOf('available', 'pause', 'away'),
  reason: maybe(text),
  since: maybe(instant),
  activity: list(object<P.Activity>({ contact: text, channel: text, state: text })),
  phone: truth,
});
const figure = object<P.Figure>({
  id: text,
  version: number,
  name: text2,
  parameters: record(text),
  queue: maybe(text),
  channel: maybe(text),
  numerator: number,
  denominator: number,
  value: maybe(number),
  unit: oneOf('ratio', 'seconds', 'score', 'count'),
  target: maybe(number),
  met: maybe(truth),
});
const topic = object<P.Topic>({ id: text, label: text2, details: list(leaf) });

/** Samples by name; one whose name goes on after a dash (`card-closed`) has the shape of its first part. */
export const SHAPES: Readonly<Record<string, Check>> = {
  composing,
  waiting,
  supervisions,
  candidates,
  session,
  card,
  message,
  intake,
  reasons: object<{ reasons: unknown }>({ reasons: list(object<{ code: string; en: string }>({ code: text, en: text })) }),
  receipts,
  reconciliation,
  escalation,
  detail,
  queue,
  operator,
  problem,
  done,
  queues: object<{ queues: unknown }>({ queues: list(queue) }),
  operators: object<{ operators: unknown }>({ operators: list(operator) }),
  escalations: object<{ escalations: unknown }>({ escalations: list(escalation) }),
  centers: object<{ centers: unknown }>({ centers: list(named) }),
  classification: object<{ areas: unknown }>({ areas: list(object<P.Area>({ id: text, label: text2, topics: list(topic) })) }),
  contacts: object<P.ContactsPage>({ contacts: list(card), next: maybe(text), upTo: number }),
  'knowledge-hits': object<{ hits: unknown }>({ hits: list(object<P.Hit>({ id: text, title: text, area: text, snippet: text })) }),
  article: object<P.Article>({ id: text, title: text, area: text, keywords: list(text), reviewed: maybe(day), html: text }),
  indicators: object<P.Report>({ from: day, to: day, indicators: list(figure) }),
};

type Of<K extends P.Frame['kind']> = Extract<P.Frame, { readonly kind: K }>;
const kind = (k: P.Frame['kind']): Check => oneOf(k);

export const FRAMES: { readonly [K in P.Frame['kind']]: Check } = {
  snapshot: object<Of<'snapshot'>>({ kind: kind('snapshot'), n: number, me: operator, contacts: list(card), queues: list(queue), escalations: list(escalation), catchingUp: truth }),
  contact: object<Of<'contact'>>({ kind: kind('contact'), n: number, contact: card }),
  gone: object<Of<'gone'>>({ kind: kind('gone'), n: number, id: text }),
  me: object<Of<'me'>>({ kind: kind('me'), n: number, me: operator }),
  queue: object<Of<'queue'>>({ kind: kind('queue'), n: number, queue }),
  escalation: object<Of<'escalation'>>({ kind: kind('escalation'), n: number, escalation }),
  message: object<Of<'message'>>({ kind: kind('message'), n: number, id: text, arrived: truth }),
  ended: object<Of<'ended'>>({ kind: kind('ended'), n: number, reason: oneOf('logged-out', 'elsewhere') }),
  alive: object<Of<'alive'>>({ kind: kind('alive'), serverTime: instant }),
};
