import type { Operator, SpyMode, Supervision } from '../core/protocol';
import { elapsedMs, spanText } from '../core/time';
import { ErrorNote } from '../ui/ErrorNote';
import { Icon } from '../ui/Icon';
import { useConsole, useWords } from './context';
import { useAction, useNow } from './hooks';

const MODES: readonly SpyMode[] = ['listen', 'whisper', 'barge'];

/** Who takes part in a talk, in words: for the operator, and for other supervisors. */
export function SupervisionNote({ session }: { readonly session: Supervision }) {
  const words = useWords();
  const now = useNow();
  const name = session.supervisor.name;
  return (
    <span className="supervision" role="status" data-testid="supervision" data-mode={session.mode}>
      <Icon name="hearing" />{' '}
      {session.since === null
        ? words.t('spy.rings', { name })
        : words.t('spy.now', { name, mode: words.t(`spy.mode.${session.mode}`), span: spanText(elapsedMs(session.since, now), words.t('app.days')) })}
    </span>
  );
}

/** What a supervisor can do with an operator's talk. */
export function Supervising(props: { readonly operator: Operator; readonly sessions: readonly Supervision[]; readonly onChanged: () => void }) {
  const words = useWords();
  const { api, session } = useConsole();
  const { busy, error, run } = useAction();
  const { operator, sessions, onChanged } = props;
  const talk = operator.activity.find((a) => a.channel === 'voice' && (a.state === 'handling' || a.state === 'hold'));
  const here = sessions.filter((s) => s.operator.id === operator.id);
  const mine = here.find((s) => s.supervisor.id === session.user);
  const may = session.roles.includes('supervisor') && talk !== undefined && operator.id !== session.user;
  const act = (call: () => Promise<void>): void => void run(call).then(onChanged);
  return (
    <>
      {here.map((s) => (
        <SupervisionNote key={s.supervisor.id} session={s} />
      ))}
      {may && (
        <span className="spy-buttons" role="group" aria-label={words.t('spy.of', { name: operator.name })}>
          {MODES.map((mode) => (
            <button
              key={mode}
              type="button"
              className="btn btn-xs btn-outline-primary"
              aria-pressed={mine?.mode === mode}
              disabled={busy || mine?.mode === mode}
              onClick={() => act(() => api.supervise(talk.contact, mode))}
              data-testid={`spy-${mode}-${operator.id}`}
            >
              {words.t(`spy.${mode}`)}
            </button>
          ))}
          {mine !== undefined && (
            <button type="button" className="btn btn-xs btn-danger" disabled={busy} onClick={() => act(() => api.endSupervision())} data-testid="spy-end">
              {words.t('spy.end')}
            </button>
          )}
        </span>
      )}
      <ErrorNote error={error} />
    </>
  );
}
