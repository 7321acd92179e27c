/** The softphone's life: one line, one call at a time. Pure: JsSIP tells what happened, this says what it means. */
import { unreachable } from './protocol';

/** Whether calls can reach this console. */
export type LineState =
  | { readonly kind: 'none' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'lost'; readonly cause: 'network' | 'refused' };

/** Why a call could not be taken or ended early, in a code the catalogue has words for. */
export type CallTrouble = 'no-microphone' | 'microphone-refused' | 'microphone-busy' | 'insecure-page' | 'media-failed' | 'network';

interface Party {
  /** The contact's id from `X-CC-Call`; null for a call the server did not offer. */
  readonly contact: string | null;
  readonly caller: string;
}

/** Whether the server calls this telephone because a supervisor asked to take part in a talk. */
export function isSupervision(contact: string | null): boolean {
  return contact?.startsWith('spy-') ?? false;
}

export type CallState =
  | { readonly kind: 'idle'; readonly trouble: CallTrouble | null }
  | (Party & { readonly kind: 'ringing'; readonly sinceMs: number; readonly trouble: CallTrouble | null })
  | (Party & { readonly kind: 'answering' })
  | (Party & { readonly kind: 'talking'; readonly sinceMs: number; readonly held: boolean; readonly muted: boolean })
  | (Party & { readonly kind: 'ending' });

export type CallEvent =
  | { readonly kind: 'incoming'; readonly contact: string | null; readonly caller: string }
  | { readonly kind: 'answer-pressed' }
  | { readonly kind: 'microphone-failed'; readonly trouble: CallTrouble }
  | { readonly kind: 'established' }
  | { readonly kind: 'held'; readonly held: boolean }
  | { readonly kind: 'muted'; readonly muted: boolean }
  | { readonly kind: 'end-pressed' }
  | { readonly kind: 'ended'; readonly trouble: CallTrouble | null };

export const idle: CallState = { kind: 'idle', trouble: null };

/** Late and crossing events (both sides hang up, a hold confirmed after the end) leave the state as it is. */
export function nextCallState(state: CallState, event: CallEvent, nowMs: number): CallState {
  switch (event.kind) {
    case 'incoming':
      if (state.kind !== 'idle') return state;
      return { kind: 'ringing', contact: event.contact, caller: event.caller, sinceMs: nowMs, trouble: null };
    case 'answer-pressed':
      return state.kind === 'ringing' ? { kind: 'answering', contact: state.contact, caller: state.caller } : state;
    case 'microphone-failed':
      if (state.kind !== 'answering') return state;
      return { kind: 'ringing', contact: state.contact, caller: state.caller, sinceMs: nowMs, trouble: event.trouble };
    case 'established':
      if (state.kind !== 'answering') return state;
      return { kind: 'talking', contact: state.contact, caller: state.caller, sinceMs: nowMs, held: false, muted: false };
    case 'held':
      return state.kind === 'talking' ? { ...state, held: event.held } : state;
    case 'muted':
      return state.kind === 'talking' ? { ...state, muted: event.muted } : state;
    case 'end-pressed':
      if (state.kind === 'idle' || state.kind === 'ending') return state;
      return { kind: 'ending', contact: state.contact, caller: state.caller };
    case 'ended':
      return { kind: 'idle', trouble: event.trouble };
    default:
      return unreachable(event);
  }
}

/** What JsSIP calls the end of a call, as a trouble worth telling; null for the ordinary ends. */
export function troubleOf(cause: string): CallTrouble | null {
  switch (cause) {
    case 'WebRTC Error':
    case 'Bad Media Description':
    case 'Incompatible SDP':
    case 'Missing SDP':
    case 'RTP Timeout':
      return 'media-failed';
    case 'User Denied Media Access':
      return 'microphone-refused';
    case 'Connection Error':
    case 'Request Timeout':
      return 'network';
    default:
      return null;
  }
}

/** What the browser says when it cannot open the microphone (Media Capture and Streams, getUserMedia). */
export function microphoneTrouble(errorName: string): CallTrouble {
  switch (errorName) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-microphone';
    case 'NotReadableError':
    case 'AbortError':
      return 'microphone-busy';
    case 'InsecureContext':
      return 'insecure-page';
    default:
      return 'microphone-refused';
  }
}
