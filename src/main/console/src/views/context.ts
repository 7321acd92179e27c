import { createContext, useContext } from 'react';
import type { Api } from '../api/client';
import type { Drafts } from '../core/draft';
import type { LiveState } from '../core/live';
import type { Session } from '../core/protocol';
import { type Words, words } from '../i18n/i18n';
import type { Phone, PhoneState } from '../phone/phone';

/** What every view of a logged-in operator may use. */
export interface Console {
  readonly session: Session;
  readonly api: Api;
  readonly live: LiveState;
  readonly phone: Phone;
  readonly call: PhoneState;
  readonly drafts: Drafts;
  /** The server's time in milliseconds, as well as this machine can tell. */
  readonly nowMs: () => number;
  readonly logout: () => void;
  /** Connects this window again after another one took over. */
  readonly reconnect: () => void;
  /** I have looked at the new messages of this contact. */
  readonly seen: (contact: string) => void;
}

export const ConsoleContext = createContext<Console | null>(null);
export const WordsContext = createContext<Words>(words('it'));

export function useConsole(): Console {
  const value = useContext(ConsoleContext);
  if (value === null) throw new Error('used outside of ConsoleContext');
  return value;
}

export function useWords(): Words {
  return useContext(WordsContext);
}
