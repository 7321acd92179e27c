import { useEffect, useRef, useState } from 'react';
import type { Presence, PresenceKind } from '../core/protocol';
import { clockText, elapsedMs } from '../core/time';
import { ErrorNote } from '../ui/ErrorNote';
import { useConsole, useWords } from './context';
import { useAction, useNow } from './hooks';

/** Available, pause with its reason, away. What is lit is what the server recorded, never what was just pressed. */
export function PresenceSwitch() {
  const words = useWords();
  const { api, live, session } = useConsole();
  const { busy, error, run } = useAction();
  const now = useNow();
  const [choosing, setChoosing] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const pause = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (choosing) menu.current?.querySelector('button')?.focus();
  }, [choosing]);

  const choose = (presence: Presence): void => {
    if (choosing) pause.current?.focus();
    setChoosing(false);
    void run(() => api.presence(presence));
  };
  const me = live.me;
  const button = (kind: PresenceKind, onClick: () => void) => (
    <button
      type="button"
      ref={kind === 'pause' ? pause : undefined}
      className={`is-${kind}`}
      aria-pressed={me?.presence === kind}
      aria-expanded={kind === 'pause' ? choosing : undefined}
      disabled={busy || me === null}
      onClick={onClick}
      data-testid={`presence-${kind}`}
    >
      <span className="dot" />
      {kind === 'pause' && me?.presence === 'pause' && me.reason !== null ? reasonText(me.reason) : words.t(`presence.${kind}`)}
      {me?.presence === kind && me.since !== null && <span className="presence-clock">{clockText(elapsedMs(me.since, now))}</span>}
    </button>
  );
  const reasonText = (id: string): string => {
    const reason = session.pauseReasons.find((r) => r.id === id);
    return reason === undefined ? words.t('presence.pause') : words.of(reason.label);
  };
  return (
    <div className="presence" role="group" aria-label={words.t('presence.label')} data-testid="presence" data-presence={me?.presence ?? ''}>
      {button('available', () => choose({ presence: 'available' }))}
      {button('pause', () => setChoosing(!choosing))}
      {button('away', () => choose({ presence: 'away' }))}
      {choosing && (
        <div
          className="presence-menu"
          ref={menu}
          role="group"
          aria-label={words.t('presence.choose')}
          onKeyDown={(e) => {
            if (e.key !== 'Escape') return;
            setChoosing(false);
            pause.current?.focus();
          }}
        >
          <p>{words.t('presence.choose')}</p>
          {session.pauseReasons.map((reason) => (
            <button type="button" key={reason.id} onClick={() => choose({ presence: 'pause', reason: reason.id })} data-testid={`presence-reason-${reason.id}`}>
              {words.of(reason.label)}
            </button>
          ))}
        </div>
      )}
      {error !== null && (
        <div className="presence-error">
          <ErrorNote error={error} />
        </div>
      )}
    </div>
  );
}
