import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Api } from '../api/client';
import { Drafts } from '../core/draft';
import type { Language, Session } from '../core/protocol';
import { noPhone, type Phone } from '../phone/phone';
import { Softphone } from '../phone/softphone';
import { openLive } from '../socket/live-socket';
import { Loading } from '../ui/Loading';
import { type Console, ConsoleContext } from './context';
import { asApiError } from './hooks';
import { Shell } from './Shell';
import { useLive } from './use-live';

/** One logged-in operator: makes the live socket and the telephone, and closes them on the way out. */
export function Desk(props: {
  readonly api: Api;
  readonly session: Session;
  readonly onLanguage: (language: Language) => void;
  readonly onLeave: () => void;
}) {
  const { api, session, onLeave } = props;
  const { live, nowMs, reconnect, seen, end } = useLive(openLive);
  const phone = usePhone(session);
  const call = useSyncExternalStore(
    useCallback((changed) => phone?.subscribe(changed) ?? (() => undefined), [phone]),
    () => (phone ?? noPhone).state,
  );
  useSessionCheck(api, live.link.kind === 'offline', end);
  // Another window has the telephone now: a registration renewed here would take it back.
  const silent = live.link.kind === 'ended' && call.call.kind === 'idle';
  const stopped = useRef(false);
  useEffect(() => {
    if (phone === null || silent === stopped.current) return;
    stopped.current = silent;
    if (silent) phone.stop();
    else phone.start();
  }, [phone, silent]);
  const drafts = useMemo(() => new Drafts(window.localStorage, session.user), [session.user]);
  const logout = useCallback(() => {
    // Even when the server cannot be reached the operator has left this screen.
    api.logout().then(onLeave, onLeave);
  }, [api, onLeave]);

  if (phone === null) return <Loading />;
  const value: Console = { session, api, live, phone, call, drafts, nowMs, logout, reconnect, seen };
  return (
    <ConsoleContext value={value}>
      <Shell onLanguage={props.onLanguage} onLeave={onLeave} />
    </ConsoleContext>
  );
}

const CHECK_EVERY_MS = 5000;

/** A refused socket looks like a lost network: while it is away, asks whether the session still lives. */
function useSessionCheck(api: Api, offline: boolean, end: () => void): void {
  useEffect(() => {
    if (!offline) return undefined;
    const timer = window.setInterval(() => {
      api.session().catch((e: unknown) => {
        if (asApiError(e).errorId === 'not-logged-in') end();
      });
    }, CHECK_EVERY_MS);
    return () => window.clearInterval(timer);
  }, [api, offline, end]);
}

function usePhone(session: Session): Phone | null {
  const [phone, setPhone] = useState<Phone | null>(null);
  useEffect(() => {
    const account = session.softphone;
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
    const made = account === null ? noPhone : new Softphone(account, `${scheme}://${window.location.host}`);
    made.start();
    setPhone(made);
    // Counters only, for end-to-end tests and for support: packets of the current call.
    window.__phoneStats = () => made.stats();
    return () => {
      delete window.__phoneStats;
      made.stop();
    };
  }, [session]);
  return phone;
}
