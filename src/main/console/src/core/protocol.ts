/**
 * What the console and the server say to each other: docs/contract/console.md, type by type.
 *
 * Times are ISO 8601 in UTC with milliseconds, spans are whole milliseconds with `Ms` in the name. Members the console does
 * not know are ignored.
 */
import type { Letter } from './letter';


export type Language = 'it' | 'en';
export type Instant = string;
export type Text2 = { readonly it: string; readonly en: string };
export type Named = { readonly id: string; readonly name: string };
export type Role = 'operator' | 'expert' | 'supervisor';
export type Channel = 'voice' | 'email' | 'pec' | 'form' | 'chat' | 'counter';
export type PresenceKind = 'available' | 'pause' | 'away';

export interface SoftphoneAccount {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly path: string;
  readonly iceServers: readonly { readonly urls: string }[];
}

export interface Session {
  readonly user: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly language: Language;
  /** The center's time zone: days begin there, and every time is shown as its clocks say. */
  readonly zone: string;
  readonly csrf: string;
  readonly softphone: SoftphoneAccount | null;
  /** Calls ring on a telephone beside this page. */
  readonly deskPhone: boolean;
  readonly centers: readonly Named[];
  readonly pauseReasons: readonly { readonly id: string; readonly label: Text2 }[];
  readonly channels: readonly string[];
}

export type StateKind = 'waiting' | 'offered' | 'calling' | 'dialling' | 'handling' | 'hold' | 'wrapup' | 'escalated' | 'closed';

export interface ContactState {
  readonly kind: StateKind;
  readonly since: Instant;
  readonly until: Instant | null;
  readonly operator: string | null;
  readonly outcome: string | null;
}

export interface Card {
  readonly id: string;
  readonly code: string;
  readonly channel: string;
  readonly direction: 'in' | 'out';
  /** Whether a person is on the line; a contact whose caller has gone is taken like a written one. */
  readonly live: boolean;
  readonly queue: Named | null;
  readonly customer: { readonly name: string | null; readonly address: string };
  readonly subject: string | null;
  readonly state: ContactState;
  readonly arrivedAt: Instant;
  readonly deadlineAt: Instant | null;
  readonly operator: Named | null;
  /** What became of the operator's last call, if nobody was reached. */
  readonly notReached: string | null;
  /** Only while the operator asks somebody about a call. */
  readonly consult: Consult | null;
  /** A call back that the caller was promised: who accepts it is rung first, then the number. */
  readonly callback: Callback | null;
}

export interface Callback {
  readonly number: string;
  /** How many calls in vain there were. */
  readonly tries: number;
  /** Until when nobody is asked to call. */
  readonly notBefore: Instant | null;
}

export type ConsultPhase = 'ringing' | 'aside' | 'with-caller' | 'together';

export interface Consult {
  readonly phase: ConsultPhase;
  readonly by: Named;
  /** Null for somebody outside. */
  readonly colleague: Named | null;
  readonly number: string | null;
  readonly since: Instant;
}

export interface Attachment {
  readonly part: number;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** Null: not scanned for viruses, and will not be. */
  readonly scan: Scan | null;
}

/** What a virus scanner said of a file. */
export interface Scan {
  readonly verdict: 'clean' | 'infected' | 'unscannable' | 'waiting';
  /** The name of the virus; of an unscannable file a code, perhaps followed by a blank and words. */
  readonly detail: string;
}

export interface Message {
  readonly n: number;
  readonly direction: 'in' | 'out';
  readonly at: Instant;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly attachments: readonly Attachment[];
  readonly delivery: 'queued' | 'sent' | 'failed' | 'uncertain' | null;
  /** In English, for programs. */
  readonly failure: string | null;
  /** Why it could not leave, or not be read. */
  readonly reasons: readonly Reason[];
  readonly recipients: readonly Recipient[];
  readonly evidence: readonly Evidence[];
  /** Null between us and the customer; `forward`: passed on to somebody else; `outsider`: came back from there. */
  readonly role: string | null;
}

/** A sentence by its code; `i18n/reasons-*.ts` has the words. */
export interface Reason {
  readonly code: string;
  /** What stands at its places. */
  readonly values: readonly string[];
}

/** What a provider of certified mail said about a message. */
export interface Evidence {
  /** `accepted`, `delivered`, `envelope`..., and what newer servers know */
  readonly kind: string;
  /** The provider's own word. */
  readonly type: string;
  readonly at: Instant;
  /** Empty: all. */
  readonly recipient: string;
  readonly detail: string;
  /** `valid`, `untrusted`, `invalid`, `unsigned`, `error` */
  readonly signature: string;
  /** In English, for programs. */
  readonly reason: string;
  readonly reasons: readonly Reason[];
  readonly signer: string;
}

/** A file that waits to be sent with the next message of a contact. */
export interface Prepared {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
}

/** What is ready for the next message of a contact, and what may be added. */
export interface Composing {
  readonly files: readonly Prepared[];
  /** Of the signature, unless another is chosen. */
  readonly language: string;
  /** What the server puts below the operator's words, by language; empty for none. */
  readonly signatures: Readonly<Record<string, string>>;
  /** Who else got the message that an answer answers. */
  readonly others: readonly string[];
  /** What was written and not sent. */
  readonly draft: { readonly version: number; readonly by: Named; readonly at: Instant; readonly letter: Letter } | null;
  readonly limits: { readonly fileBytes: number; readonly totalBytes: number; readonly files: number };
}

/** What became of a message at one recipient, as far as that was told later. */
export interface Recipient {
  readonly address: string;
  /** `bounced-hard`, `bounced-soft`, and what newer servers know */
  readonly state: string;
  readonly detail: string;
  readonly at: Instant;
}

/** A message that was taken from a mailbox, and what became of it. */
export interface IntakeEntry {
  readonly id: number;
  readonly at: Instant;
  readonly mailbox: string;
  readonly folder: string;
  readonly uid: number;
  readonly sizeBytes: number;
  readonly from: string;
  readonly subject: string;
  readonly messageId: string;
  readonly fate: string;
  readonly contact: string | null;
  /** In English, for programs. */
  readonly reason: string;
  readonly reasons: readonly Reason[];
  readonly reconsideredAt: Instant | null;
}

export interface IntakePage {
  readonly lines: readonly IntakeEntry[];
  readonly next: number | null;
  /** How many messages could not be read. */
  readonly failed: number;
}

/** How the mailboxes compare with the journal. */
/** Certified messages of ours whose receipts should be here and are not, the longest missing first. */
export interface Receipts {
  readonly missing: readonly MissingReceipt[];
}

export interface MissingReceipt {
  readonly contact: string;
  readonly n: number;
  readonly code: string;
  readonly subject: string;
  readonly stage: 'acceptance' | 'delivery';
  readonly recipients: readonly string[];
  readonly writtenAt: Instant | null;
  /** When the receipt should have been here. */
  readonly since: Instant;
}

export interface Reconciled {
  /** When they were compared; null if they were not since the server's start. */
  readonly at: Instant | null;
  readonly folders: readonly ReconciledFolder[];
}

export interface ReconciledFolder {
  readonly mailbox: string;
  readonly folder: string;
  readonly onServer: number;
  readonly matched: number;
  readonly gone: number;
  readonly otherSize: number;
  readonly missedInAll: number;
  /** How many of them could still not be taken. */
  readonly failed: number;
  readonly missed: readonly { readonly uid: number; readonly messageId: string; readonly trouble: string; readonly reasons: readonly Reason[] }[];
  /** In English, for programs; empty if it was compared. */
  readonly trouble: string;
  readonly reasons: readonly Reason[];
}

export interface Escalation {
  readonly id: string;
  readonly contact: string;
  readonly center: Named;
  readonly question: string;
  readonly askedBy: Named;
  readonly askedAt: Instant;
  readonly dueAt: Instant;
  readonly state: 'open' | 'answered' | 'expired';
  readonly opinion: string | null;
  readonly answeredBy: Named | null;
  readonly answeredAt: Instant | null;
}

export interface HistoryLine {
  readonly sequence: number;
  readonly at: Instant;
  readonly type: string;
  readonly text: Text2;
  readonly by: Named | null;
  /** Of an offer, or of none: the rule, the candidates and who could not. */
  readonly why: Why | null;
}

export interface Why {
  readonly rule: string;
  readonly candidates: number;
  readonly text: Text2;
  readonly out: readonly { readonly reason: string; readonly text: Text2; readonly count: number; readonly who: readonly Named[] }[];
}

export interface WaitingContact {
  readonly card: Card;
  readonly position: number;
  readonly estimatedMs: number | null;
  readonly skills: Readonly<Record<string, number>>;
  readonly step: number;
}

export interface Candidates {
  readonly why: Why | null;
  readonly candidates: readonly { readonly operator: Named; readonly can: boolean; readonly why: Text2 | null }[];
}

export interface Detail {
  readonly card: Card;
  readonly messages: readonly Message[];
  readonly notes: readonly { readonly at: Instant; readonly by: Named; readonly text: string }[];
  readonly escalations: readonly Escalation[];
  readonly history: readonly HistoryLine[];
  readonly classification: readonly string[] | null;
  readonly replyTo: string | null;
  /** What the caller said about recording; null if nobody asked. */
  readonly consent: 'asked' | 'given' | 'refused' | null;
  readonly recordings: readonly Recording[];
}

/** A recorded talk; only one that is `kept` can be heard. */
export interface Recording {
  readonly n: number;
  readonly startedAt: Instant;
  readonly operator: Named;
  readonly state: 'recording' | 'paused' | 'stopped' | 'kept' | 'lost' | 'purged';
  /** When a pause ends by itself. */
  readonly until: Instant | null;
  readonly durationMs: number;
  /** Whether it is kept, and I may listen to it. */
  readonly mayHear: boolean;
}

export type SpyMode = 'listen' | 'whisper' | 'barge';

/** A supervisor who takes part in a talk. */
export interface Supervision {
  readonly contact: string;
  readonly operator: Named;
  readonly supervisor: Named;
  readonly mode: SpyMode;
  /** Null while the supervisor's telephone rings. */
  readonly since: Instant | null;
}

export interface Supervisions {
  readonly supervisions: readonly Supervision[];
  readonly recordingRoom: boolean;
}

export interface Queue {
  readonly id: string;
  readonly name: string;
  readonly open: boolean;
  readonly waiting: Readonly<Record<string, number>>;
  readonly oldestSince: Instant | null;
  readonly operatorsAvailable: number;
  readonly answeredToday: number;
  readonly abandonedToday: number;
  readonly serviceLevel: { readonly ratio: number | null; readonly targetRatio: number; readonly withinMs: number };
}

export interface Activity {
  readonly contact: string;
  readonly channel: string;
  readonly state: string;
}

export interface Operator {
  readonly id: string;
  readonly name: string;
  readonly presence: PresenceKind;
  readonly reason: string | null;
  /** Null for who was never there. */
  readonly since: Instant | null;
  readonly activity: readonly Activity[];
  readonly phone: boolean;
}

export interface Figure {
  readonly id: string;
  readonly version: number;
  readonly name: Text2;
  readonly parameters: Readonly<Record<string, string>>;
  readonly queue: string | null;
  readonly channel: string | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number | null;
  readonly unit: 'ratio' | 'seconds' | 'score' | 'count';
  readonly target: number | null;
  readonly met: boolean | null;
}

export interface Leaf {
  readonly id: string;
  readonly label: Text2;
}
export interface Topic extends Leaf {
  readonly details: readonly Leaf[];
}
export interface Area extends Leaf {
  readonly topics: readonly Topic[];
}

export interface Hit {
  readonly id: string;
  readonly title: string;
  readonly area: string;
  readonly snippet: string;
}

export interface Article {
  readonly id: string;
  readonly title: string;
  readonly area: string;
  readonly keywords: readonly string[];
  readonly reviewed: string | null;
  readonly html: string;
}

export interface ContactsPage {
  readonly contacts: readonly Card[];
  readonly next: string | null;
  readonly upTo: number;
}

export interface Report {
  readonly from: string;
  readonly to: string;
  readonly indicators: readonly Figure[];
}

/** RFC 9457; `errorId` is stable, `detail` is for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly errorId: string;
  readonly detail?: string;
}

export type Presence =
  | { readonly presence: 'available' }
  | { readonly presence: 'pause'; readonly reason: string }
  | { readonly presence: 'away' };

/** What the live socket brings; every frame but `alive` carries a growing number. */
export type Frame =
  | {
      readonly kind: 'snapshot';
      readonly n: number;
      readonly me: Operator;
      readonly contacts: readonly Card[];
      readonly queues: readonly Queue[];
      readonly escalations: readonly Escalation[];
      readonly catchingUp: boolean;
    }
  | { readonly kind: 'contact'; readonly n: number; readonly contact: Card }
  | { readonly kind: 'gone'; readonly n: number; readonly id: string }
  | { readonly kind: 'me'; readonly n: number; readonly me: Operator }
  | { readonly kind: 'queue'; readonly n: number; readonly queue: Queue }
  | { readonly kind: 'escalation'; readonly n: number; readonly escalation: Escalation }
  | { readonly kind: 'message'; readonly n: number; readonly id: string; readonly arrived: boolean }
  | { readonly kind: 'ended'; readonly n: number; readonly reason: 'logged-out' | 'elsewhere' }
  | { readonly kind: 'alive'; readonly serverTime: Instant };

const KINDS: ReadonlySet<string> = new Set<Frame['kind']>([
  'snapshot',
  'contact',
  'gone',
  'me',
  'queue',
  'escalation',
  'message',
  'ended',
  'alive',
]);

/** Reads one text frame; undefined for what is not JSON, has no known kind, or lacks its number: such a frame is ignored. */
export function parseFrame(text: string): Frame | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  if (typeof value.kind !== 'string' || !KINDS.has(value.kind)) return undefined;
  if (value.kind !== 'alive' && !('n' in value && typeof value.n === 'number')) return undefined;
  return value as Frame;
}

/** Makes an unhandled member of a union a type error. */
export function unreachable(value: never): never {
  throw new Error(`not expected: ${JSON.stringify(value)}`);
}
