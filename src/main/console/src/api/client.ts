import type { ConsultStep } from '../core/consult';
import { ApiError } from '../core/errors';
import { addresses, type Letter } from '../core/letter';
import type {
  Area,
  Article,
  Candidates,
  Composing,
  ContactsPage,
  Detail,
  Escalation,
  Hit,
  IntakePage,
  Named,
  Operator,
  Presence,
  Problem,
  Queue,
  Receipts,
  Reconciled,
  Report,
  Session,
  SpyMode,
  Supervisions,
  WaitingContact,
} from '../core/protocol';

export interface HistoryFilter {
  readonly day: string;
  readonly state: '' | 'open' | 'closed';
  readonly channel: string;
  readonly text: string;
  readonly after: string | null;
}

export interface IntakeFilter {
  readonly day: string;
  readonly fate: string;
  readonly text: string;
  readonly before: number | null;
}

const ROOT = '/api/v1';
const ANSWER_WITHIN_MS = 15_000;
/** As long as the server waits for a body. */
const UPLOAD_WITHIN_MS = 300_000;
/** What browsers show without running anything in it. */
const IMAGE = /^image\/(png|jpeg|gif|webp)$/i;

/**
 * The server's API. Each method is one call of docs/contract/console.md; what changes something resolves only after the
 * server's 200, that is after its commit. Every other answer rejects with an {@link ApiError}.
 */
export class Api {
  #csrf = '';
  readonly #fetch: typeof fetch;

  constructor(send: typeof fetch) {
    this.#fetch = send;
  }

  async login(user: string, password: string): Promise<Session> {
    return this.#remember(await this.#call<Session>('POST', '/session', { user, password }));
  }

  async session(): Promise<Session> {
    return this.#remember(await this.#call<Session>('GET', '/session'));
  }

  logout(): Promise<void> {
    return this.#call('DELETE', '/session');
  }

  presence(presence: Presence): Promise<void> {
    return this.#call('POST', '/presence', presence);
  }

  accept(contact: string): Promise<void> {
    return this.#contact(contact, 'accept', {});
  }

  decline(contact: string, reason: string): Promise<void> {
    return this.#contact(contact, 'decline', { reason });
  }

  hangUp(contact: string): Promise<void> {
    return this.#contact(contact, 'hangup', {});
  }

  /** @param files ids of prepared files */
  reply(contact: string, letter: Letter, files: readonly string[]): Promise<void> {
    return this.#contact(contact, 'reply', { text: letter.text, cc: addresses(letter.cc), language: letter.language, files });
  }

  /** Passes a message of the contact on to somebody else. */
  forwardMessage(contact: string, letter: Letter, files: readonly string[]): Promise<void> {
    const { text, quote, language } = letter;
    return this.#contact(contact, `messages/${letter.of}/forward`, { to: addresses(letter.to), cc: addresses(letter.cc), text, quote, language, files });
  }

  /** @returns the new version; 0 for an empty letter, which is none */
  async saveDraft(contact: string, basedOn: number, letter: Letter): Promise<number> {
    return (await this.#call<{ version: number }>('PUT', `/contacts/${encodeURIComponent(contact)}/draft`, { basedOn, letter })).version;
  }

  composing(contact: string): Promise<Composing> {
    return this.#call('GET', `/contacts/${encodeURIComponent(contact)}/composing`);
  }

  /** Resolves when the file is kept on the server. */
  async upload(contact: string, file: File): Promise<void> {
    const headers = { Accept: 'application/json, application/problem+json', 'Content-Type': 'application/octet-stream', 'X-CSRF-Token': this.#csrf };
    const path = `/contacts/${encodeURIComponent(contact)}/files?name=${encodeURIComponent(file.name)}`;
    await this.#send(path, { method: 'POST', headers, credentials: 'same-origin', body: file, signal: AbortSignal.timeout(UPLOAD_WITHIN_MS) });
  }

  /** Takes what came with a message: one of its files, or with null the message as a whole. */
  attachReceived(contact: string, message: number, part: number | null): Promise<void> {
    return this.#contact(contact, 'files/received', { message, part });
  }

  removeFile(contact: string, file: string): Promise<void> {
    return this.#call('DELETE', `/contacts/${encodeURIComponent(contact)}/files/${encodeURIComponent(file)}`);
  }

  note(contact: string, text: string): Promise<void> {
    return this.#contact(contact, 'note', { text });
  }

  /** @param dueAt null for the center's own term */
  escalate(contact: string, center: string, question: string, dueAt: string | null): Promise<void> {
    return this.#contact(contact, 'escalate', { center, question, dueAt });
  }

  transfer(contact: string, queue: string): Promise<void> {
    return this.#contact(contact, 'transfer', { queue });
  }

  transferTo(contact: string, operator: string): Promise<void> {
    return this.#contact(contact, 'transfer-to', { operator });
  }

  forward(contact: string, number: string): Promise<void> {
    return this.#contact(contact, 'forward', { number });
  }

  consult(contact: string, kind: 'operator' | 'number', whom: string): Promise<void> {
    return this.#contact(contact, 'consult', { [kind]: whom });
  }

  consultStep(contact: string, step: ConsultStep): Promise<void> {
    return this.#contact(contact, 'consult-step', { step });
  }

  /** After a caller was given to a colleague: there is nothing more to write. */
  wrappedUp(contact: string): Promise<void> {
    return this.#contact(contact, 'wrapped-up', {});
  }

  /** Queues for which this operator may call out; none if nobody may. */
  async callQueues(): Promise<readonly Named[]> {
    return (await this.#call<{ queues: Named[] }>('GET', '/calls')).queues;
  }

  /** @returns the contact that began */
  async callOut(queue: string, number: string, name: string | null): Promise<string> {
    return (await this.#call<{ contact: string }>('POST', '/calls', { queue, number, name })).contact;
  }

  callAgain(contact: string): Promise<void> {
    return this.#contact(contact, 'call-again', {});
  }

  extendWrapUp(contact: string): Promise<void> {
    return this.#contact(contact, 'extend', {});
  }

  pauseRecording(contact: string): Promise<void> {
    return this.#contact(contact, 'recording/pause', {});
  }

  resumeRecording(contact: string): Promise<void> {
    return this.#contact(contact, 'recording/resume', {});
  }

  /** Has it recorded that I listen; resolves to the address of the sound. */
  async listen(contact: string, n: number): Promise<string> {
    return (await this.#call<{ address: string }>('POST', `/contacts/${encodeURIComponent(contact)}/recordings/${n}/listenings`, {})).address;
  }

  supervise(contact: string, mode: SpyMode): Promise<void> {
    return this.#contact(contact, 'supervise', { mode });
  }

  endSupervision(): Promise<void> {
    return this.#call('POST', '/supervision/end', {});
  }

  supervisions(): Promise<Supervisions> {
    return this.#call('GET', '/supervisions');
  }

  finish(contact: string): Promise<void> {
    return this.#contact(contact, 'finish', {});
  }

  close(contact: string, classification: readonly string[], note: string): Promise<void> {
    return this.#contact(contact, 'close', { classification, note });
  }

  opinion(escalation: string, text: string): Promise<void> {
    return this.#call('POST', `/escalations/${encodeURIComponent(escalation)}/opinion`, { text });
  }

  contacts(filter: HistoryFilter): Promise<ContactsPage> {
    const query = new URLSearchParams({ day: filter.day });
    if (filter.state !== '') query.set('state', filter.state);
    if (filter.channel !== '') query.set('channel', filter.channel);
    if (filter.text !== '') query.set('text', filter.text);
    if (filter.after !== null) query.set('after', filter.after);
    return this.#call('GET', `/contacts?${query}`);
  }

  contact(id: string): Promise<Detail> {
    return this.#call('GET', `/contacts/${encodeURIComponent(id)}`);
  }

  intake(filter: IntakeFilter): Promise<IntakePage> {
    const query = new URLSearchParams();
    if (filter.day !== '') query.set('day', filter.day);
    if (filter.fate !== '') query.set('fate', filter.fate);
    if (filter.text !== '') query.set('text', filter.text);
    if (filter.before !== null) query.set('before', String(filter.before));
    return this.#call('GET', `/intake?${query}`);
  }

  receipts(): Promise<Receipts> {
    return this.#call('GET', '/receipts');
  }

  /** Decides that the missing receipts of a message will not come. */
  noReceipt(contact: string, n: number): Promise<void> {
    return this.#call('POST', `/contacts/${encodeURIComponent(contact)}/messages/${n}/no-receipt`, {});
  }

  reconciliation(): Promise<Reconciled> {
    return this.#call('GET', '/reconciliation');
  }

  /** Compares the mailboxes with the journal now; takes as long as that takes. */
  reconcile(): Promise<Reconciled> {
    return this.#call('POST', '/reconciliation', {});
  }

  /** Looks again at a message that could not be read. */
  retryIntake(id: number): Promise<void> {
    return this.#call('POST', `/intake/${id}/retry`, {});
  }

  async queues(): Promise<readonly Queue[]> {
    return (await this.#call<{ queues: Queue[] }>('GET', '/queues')).queues;
  }

  async operators(): Promise<readonly Operator[]> {
    return (await this.#call<{ operators: Operator[] }>('GET', '/operators')).operators;
  }

  async waiting(): Promise<readonly WaitingContact[]> {
    return (await this.#call<{ waiting: WaitingContact[] }>('GET', '/waiting')).waiting;
  }

  candidates(contact: string): Promise<Candidates> {
    return this.#call('GET', `/contacts/${encodeURIComponent(contact)}/candidates`);
  }

  /** A supervisor moves a contact: to the front, to a queue, to an operator. */
  move(contact: string, to: 'front' | 'queue' | 'operator', id: string | null): Promise<void> {
    return this.#contact(contact, 'move', { to, queue: to === 'queue' ? id : null, operator: to === 'operator' ? id : null });
  }

  async centers(): Promise<readonly Named[]> {
    return (await this.#call<{ centers: Named[] }>('GET', '/centers')).centers;
  }

  async classification(): Promise<readonly Area[]> {
    return (await this.#call<{ areas: Area[] }>('GET', '/classification')).areas;
  }

  async escalations(): Promise<readonly Escalation[]> {
    return (await this.#call<{ escalations: Escalation[] }>('GET', '/escalations?state=open')).escalations;
  }

  async search(query: string): Promise<readonly Hit[]> {
    return (await this.#call<{ hits: Hit[] }>('GET', `/knowledge?q=${encodeURIComponent(query)}&limit=10`)).hits;
  }

  article(id: string): Promise<Article> {
    return this.#call('GET', `/knowledge/${encodeURIComponent(id)}`);
  }

  indicators(from: string, to: string): Promise<Report> {
    return this.#call('GET', `/indicators?${new URLSearchParams({ from, to })}`);
  }

  /** A file, whole; for one that the server may refuse. */
  async file(address: string): Promise<Blob> {
    let answer: Response;
    try {
      answer = await this.#fetch(address, { credentials: 'same-origin', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    } catch (e) {
      throw new ApiError(0, 'network', String(e));
    }
    if (!answer.ok) throw problem(answer.status, await answer.text());
    return answer.blob();
  }

  /** A picture that came with a mail, as a `data:` address; null if it is none, or cannot be had. */
  async image(address: string): Promise<string | null> {
    try {
      const answer = await this.#fetch(address, { credentials: 'same-origin', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      const type = answer.headers.get('Content-Type') ?? '';
      if (!answer.ok || !IMAGE.test(type)) return null;
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return `data:${type};base64,${btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''))}`;
    } catch {
      return null;
    }
  }

  #contact(id: string, verb: string, body: object): Promise<void> {
    return this.#call('POST', `/contacts/${encodeURIComponent(id)}/${verb}`, body);
  }

  #remember(session: Session): Session {
    this.#csrf = session.csrf;
    return session;
  }

  async #call<T>(method: string, path: string, body?: object): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (method !== 'GET' && this.#csrf !== '') headers['X-CSRF-Token'] = this.#csrf;
    const request: RequestInit = { method, headers, credentials: 'same-origin', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) };
    if (body !== undefined) request.body = JSON.stringify(body);
    return this.#send(path, request);
  }

  async #send<T>(path: string, request: RequestInit): Promise<T> {
    let answer: Response;
    let text: string;
    try {
      answer = await this.#fetch(ROOT + path, request);
      text = await answer.text();
    } catch (e) {
      const late = e instanceof DOMException && e.name === 'TimeoutError';
      throw new ApiError(0, late ? 'no-answer' : 'network', String(e));
    }
    if (!answer.ok) throw problem(answer.status, text);
    try {
      return (text === '' ? undefined : JSON.parse(text)) as T;
    } catch {
      throw new ApiError(answer.status, 'not-understood', text.slice(0, 200));
    }
  }
}

function problem(status: number, text: string): ApiError {
  try {
    const value = JSON.parse(text) as Partial<Problem>;
    return new ApiError(status, value.errorId ?? `http-${status}`, value.detail ?? value.title ?? '');
  } catch {
    return new ApiError(status, `http-${status}`, '');
  }
}

/** Addresses of downloads, opened by the browser itself. */
export function attachmentUrl(contact: string, message: number, part: number): string {
  return `${ROOT}/contacts/${encodeURIComponent(contact)}/messages/${message}/attachments/${part}`;
}

export function rawUrl(contact: string, message: number): string {
  return `${ROOT}/contacts/${encodeURIComponent(contact)}/messages/${message}/raw`;
}

export function evidenceUrl(contact: string): string {
  return `${ROOT}/contacts/${encodeURIComponent(contact)}/evidence`;
}

export function intakeUrl(id: number): string {
  return `${ROOT}/intake/${id}/raw`;
}
