import { UA, WebSocketInterface } from 'jssip';
import type { IncomingRTCSessionEvent, RTCSessionEvent } from 'jssip/lib/UA';
import { DTMF_TRANSPORT } from 'jssip/lib/Constants';
import type { RTCSession } from 'jssip/lib/RTCSession';
import { type CallEvent, idle, type LineState, microphoneTrouble, nextCallState, troubleOf } from '../core/call';
import type { SoftphoneAccount } from '../core/protocol';
import { noPackets, type Phone, type PhoneState, type PhoneStats } from './phone';

/** RFC 3261 §21.4.24: turned down by the operator, or another call is going on. */
const BUSY_HERE = 486;

/**
 * The telephone in the browser, on JsSIP over the server's own `/sip`.
 *
 * The microphone is opened before the call is answered, so that a missing one is told while the call still rings; it is
 * released when the call ends. The caller is heard through one audio element kept for the life of the page.
 */
export class Softphone implements Phone {
  readonly #account: SoftphoneAccount;
  readonly #ua: UA;
  readonly #audio = new Audio();
  readonly #listeners = new Set<() => void>();
  #state: PhoneState = { line: { kind: 'connecting' }, call: idle };
  #session: RTCSession | null = null;
  #microphone: MediaStream | null = null;

  /** @param host host and port of the page, with the scheme `ws` or `wss` before it */
  constructor(account: SoftphoneAccount, host: string) {
    this.#account = account;
    this.#audio.autoplay = true;
    this.#ua = new UA({
      sockets: [new WebSocketInterface(host + account.path)],
      uri: account.uri,
      authorization_user: account.user,
      password: account.password,
      register_expires: 120,
      session_timers: false,
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 10,
      user_agent: 'Sportello console',
    });
    this.#ua.on('connecting', () => this.#line({ kind: 'connecting' }));
    this.#ua.on('disconnected', () => this.#line({ kind: 'lost', cause: 'network' }));
    this.#ua.on('registered', () => this.#line({ kind: 'ready' }));
    this.#ua.on('unregistered', () => this.#line({ kind: 'connecting' }));
    this.#ua.on('registrationFailed', () => this.#line({ kind: 'lost', cause: 'refused' }));
    this.#ua.on('newRTCSession', (event: RTCSessionEvent) => this.#incoming(event));
  }

  get state(): PhoneState {
    return this.#state;
  }

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  start(): void {
    this.#ua.start();
  }

  stop(): void {
    this.#ua.stop();
    this.#release();
  }

  answer(): void {
    if (this.#state.call.kind !== 'ringing' || this.#session === null) return;
    this.#happened({ kind: 'answer-pressed' });
    void this.#answer(this.#session);
  }

  async #answer(session: RTCSession): Promise<void> {
    let microphone: MediaStream;
    try {
      // Browsers give no microphone at all to a page that came without TLS.
      if (!window.isSecureContext) throw new DOMException('', 'InsecureContext');
      microphone = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true }, video: false });
    } catch (e) {
      this.#happened({ kind: 'microphone-failed', trouble: microphoneTrouble(e instanceof Error ? e.name : '') });
      return;
    }
    if (this.#session !== session || this.#state.call.kind !== 'answering') {
      stopTracks(microphone); // the caller gave up, or the operator did, meanwhile
      return;
    }
    this.#microphone = microphone;
    session.answer({
      mediaStream: microphone,
      pcConfig: { iceServers: this.#account.iceServers.map((s) => ({ ...s })) },
    });
  }

  reject(): void {
    const session = this.#session;
    if (this.#state.call.kind !== 'ringing' || session === null) return;
    this.#happened({ kind: 'end-pressed' });
    session.terminate({ status_code: BUSY_HERE, reason_phrase: 'Busy Here' });
  }

  hangUp(): void {
    const session = this.#session;
    const kind = this.#state.call.kind;
    if (session === null || kind === 'idle' || kind === 'ending') return;
    this.#happened({ kind: 'end-pressed' });
    session.terminate(kind === 'talking' ? {} : { status_code: BUSY_HERE, reason_phrase: 'Busy Here' });
  }

  hold(held: boolean): void {
    if (this.#state.call.kind !== 'talking') return;
    if (held) this.#session?.hold();
    else this.#session?.unhold();
  }

  mute(muted: boolean): void {
    if (this.#state.call.kind !== 'talking') return;
    if (muted) this.#session?.mute({ audio: true });
    else this.#session?.unmute({ audio: true });
  }

  dtmf(tone: string): void {
    if (this.#state.call.kind !== 'talking' || !/^[0-9*#]$/.test(tone)) return;
    const inAudio = this.#session?.connection.getSenders().some((s) => s.dtmf?.canInsertDTMF ?? false) ?? false;
    const transportType = (inAudio ? 'RFC2833' : 'INFO') as DTMF_TRANSPORT;
    this.#session?.sendDTMF(tone, { transportType, duration: 160, interToneGap: 70 });
  }

  async stats(): Promise<PhoneStats> {
    const connection: RTCPeerConnection | undefined = this.#session?.connection;
    if (!connection) return noPackets;
    let inboundPackets = 0;
    let outboundPackets = 0;
    for (const report of (await connection.getStats()).values() as Iterable<RTCStats & { packetsReceived?: number; packetsSent?: number }>) {
      if (report.type === 'inbound-rtp') inboundPackets += report.packetsReceived ?? 0;
      if (report.type === 'outbound-rtp') outboundPackets += report.packetsSent ?? 0;
    }
    return { inboundPackets, outboundPackets };
  }

  #incoming(event: RTCSessionEvent): void {
    if (!isIncoming(event)) return;
    const { session, request } = event;
    if (this.#session !== null) {
      session.terminate({ status_code: BUSY_HERE, reason_phrase: 'Busy Here' });
      return;
    }
    this.#session = session;
    session.on('peerconnection', ({ peerconnection }) => {
      peerconnection.addEventListener('track', (e: RTCTrackEvent) => this.#play(e.streams[0] ?? new MediaStream([e.track])));
    });
    session.on('confirmed', () => this.#happened({ kind: 'established' }));
    session.on('hold', () => this.#happened({ kind: 'held', held: session.isOnHold().local }));
    session.on('unhold', () => this.#happened({ kind: 'held', held: session.isOnHold().local }));
    session.on('muted', () => this.#happened({ kind: 'muted', muted: true }));
    session.on('unmuted', () => this.#happened({ kind: 'muted', muted: false }));
    session.on('ended', (e) => this.#over(session, e.cause));
    session.on('failed', (e) => this.#over(session, e.cause));
    this.#happened({
      kind: 'incoming',
      contact: request.getHeader('X-CC-Call') ?? null,
      caller: request.from.display_name || request.from.uri.user || '',
    });
  }

  #play(stream: MediaStream): void {
    this.#audio.srcObject = stream;
    // Refused only before the first click on the page; the operator has just clicked "answer".
    this.#audio.play().catch(() => undefined);
  }

  #over(session: RTCSession, cause: string): void {
    if (this.#session !== session) return;
    this.#release();
    this.#happened({ kind: 'ended', trouble: troubleOf(cause) });
  }

  #release(): void {
    this.#session = null;
    this.#audio.srcObject = null;
    if (this.#microphone !== null) stopTracks(this.#microphone);
    this.#microphone = null;
  }

  #line(line: LineState): void {
    // After a loss "lost" stays until the registration is really back.
    if (line.kind === 'connecting' && this.#state.line.kind === 'lost') return;
    if (line.kind === 'lost' && this.#state.line.kind === 'lost' && line.cause === this.#state.line.cause) return;
    this.#become({ ...this.#state, line });
  }

  #happened(event: CallEvent): void {
    this.#become({ ...this.#state, call: nextCallState(this.#state.call, event, Date.now()) });
  }

  /** The only place that changes the state. */
  #become(next: PhoneState): void {
    if (next.line === this.#state.line && next.call === this.#state.call) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}

function isIncoming(event: RTCSessionEvent): event is IncomingRTCSessionEvent {
  return event.originator === 'remote';
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
