import { act, render, type RenderResult } from '@testing-library/react';
import { type ReactNode, useCallback, useSyncExternalStore } from 'react';
import { Api } from '../api/client';
import { Drafts } from '../core/draft';
import { type LiveState, nextState, nothingYet } from '../core/live';
import type { Frame, Session } from '../core/protocol';
import { words } from '../i18n/i18n';
import { ConsoleContext, WordsContext } from '../views/context';
import { FakePhone } from './fake-phone';
import { FakeServer } from './fake-server';
import { sample } from './samples';

/** A view with a logged-in operator around it: fake server, fake telephone, frames told by the test. */
export class Inside {
  readonly server = new FakeServer();
  readonly phone = new FakePhone();
  readonly #session: Session;
  readonly #api = new Api(this.server.fetch);
  readonly #listeners = new Set<() => void>();
  #live: LiveState = nextState(nothingYet, { kind: 'frame', frame: sample<Frame>('frame-snapshot') }, 0);

  /** @param roles of whoever is logged in; all of them if nothing is said */
  constructor(roles?: Session['roles']) {
    const session = sample<Session>('session');
    this.#session = roles === undefined ? session : { ...session, roles };
    this.server.answers('GET /contacts/c-1042/composing', sample('composing'));
    this.server.answers('PUT /contacts/c-1042/draft', { version: 7 });
    this.server.answers('GET /supervisions', { supervisions: [], recordingRoom: true });
  }

  /** Logs in, so that calls carry the token, and renders. */
  async shows(view: ReactNode): Promise<RenderResult> {
    this.server.answers('GET /session', this.#session);
    await this.#api.session();
    this.server.asked.length = 0;
    return render(<this.Around>{view}</this.Around>);
  }

  tell(frame: Frame): void {
    act(() => {
      this.#live = nextState(this.#live, { kind: 'frame', frame }, 0);
      for (const listener of this.#listeners) listener();
    });
  }

  readonly #seen = (contact: string): void => {
    this.#live = nextState(this.#live, { kind: 'seen', contact }, 0);
    for (const listener of this.#listeners) listener();
  };

  readonly Around = ({ children }: { readonly children: ReactNode }): ReactNode => {
    const live = useSyncExternalStore(
      useCallback((changed: () => void) => {
        this.#listeners.add(changed);
        return () => this.#listeners.delete(changed);
      }, []),
      () => this.#live,
    );
    const call = useSyncExternalStore(
      useCallback((changed: () => void) => this.phone.subscribe(changed), []),
      () => this.phone.state,
    );
    const value = {
      session: this.#session,
      api: this.#api,
      live,
      phone: this.phone,
      call,
      drafts: new Drafts(localStorage, 'anna'),
      nowMs,
      logout: () => undefined,
      reconnect: () => undefined,
      seen: this.#seen,
    };
    return (
      <WordsContext value={words('it')}>
        <ConsoleContext value={value}>{children}</ConsoleContext>
      </WordsContext>
    );
  };
}

/** Ten seconds after the samples' written contact was offered. */
const nowMs = (): number => Date.parse('2026-11-20T10:15:40.123Z');
