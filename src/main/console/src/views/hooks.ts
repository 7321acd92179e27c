import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { ApiError } from '../core/errors';
import type { DraftKind } from '../core/draft';
import { useConsole } from './context';

/** The server's time, renewed every second: for clocks and countdowns. */
export function useNow(): number {
  const { nowMs } = useConsole();
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    setNow(nowMs());
    const timer = window.setInterval(() => setNow(nowMs()), 1000);
    return () => window.clearInterval(timer);
  }, [nowMs]);
  return now;
}

export interface Action {
  readonly busy: boolean;
  readonly error: ApiError | null;
  /** Runs one call at a time; resolves to whether it succeeded. Its failure is in `error` until the next run. */
  readonly run: (call: () => Promise<unknown>) => Promise<boolean>;
  readonly clear: () => void;
}

export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const running = useRef(false);
  const run = useCallback(async (call: () => Promise<unknown>) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await call();
      return true;
    } catch (e) {
      setError(asApiError(e));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setError(null), []);
  return { busy, error, run, clear };
}

export interface Loaded<T> {
  readonly value: T | null;
  readonly error: ApiError | null;
  readonly loading: boolean;
  readonly reload: () => void;
}

/** Reads when `key` changes; the last value stays while it is read again for the same `subject`. */
export function useLoad<T>(read: () => Promise<T>, key: string, subject: string): Loaded<T> {
  const [state, setState] = useState<{ subject: string; value: T | null; error: ApiError | null; loading: boolean }>({
    subject,
    value: null,
    error: null,
    loading: true,
  });
  const [again, setAgain] = useState(0);
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    let current = true;
    setState((s) => ({ subject, value: s.subject === subject ? s.value : null, error: null, loading: true }));
    latest.current().then(
      (value) => current && setState({ subject, value, error: null, loading: false }),
      (e: unknown) => current && setState((s) => ({ ...s, error: asApiError(e), loading: false })),
    );
    return () => {
      current = false;
    };
  }, [key, subject, again]);
  const reload = useCallback(() => setAgain((n) => n + 1), []);
  const fresh = state.subject === subject;
  return { value: fresh ? state.value : null, error: fresh ? state.error : null, loading: state.loading || !fresh, reload };
}

/** A text that survives a reload, a lost connection and a change of page, until it is set to nothing. */
export function useDraft(kind: DraftKind, contact: string): readonly [string, (text: string) => void] {
  const { drafts } = useConsole();
  const [held, setHeld] = useState({ contact, text: drafts.read(kind, contact) });
  const text = held.contact === contact ? held.text : drafts.read(kind, contact);
  const set = useCallback(
    (next: string) => {
      drafts.write(kind, contact, next);
      setHeld({ contact, text: next });
    },
    [drafts, kind, contact],
  );
  return [text, set];
}

/** The page after `#/`, for instance `['work', '7c1']`. */
export function useRoute(): readonly string[] {
  const hash = useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed);
      return () => window.removeEventListener('hashchange', changed);
    },
    () => window.location.hash,
  );
  const parts = hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
  return parts.length === 0 ? ['work'] : parts;
}

export function goTo(...parts: readonly string[]): void {
  window.location.hash = `/${parts.map(encodeURIComponent).join('/')}`;
}

export function asApiError(e: unknown): ApiError {
  return e instanceof ApiError ? e : new ApiError(0, 'not-understood', String(e));
}
