import type { Operator, Supervision } from '../core/protocol';
import { elapsedMs, spanText } from '../core/time';
import { ErrorNote } from '../ui/ErrorNote';
import { Icon } from '../ui/Icon';
import { useConsole, useWords } from './context';
import { useLoad, useNow } from './hooks';
import { QueueTable } from './QueueTable';
import { WaitingTable } from './WaitingTable';
import { Supervising } from './Supervising';

/** Every queue as the live socket tells it, and every operator, read again while the page is open. */
export function QueuesPage() {
  const words = useWords();
  const { api, live, session } = useConsole();
  const now = useNow();
  const turn = Math.floor(now / 10_000);
  const sessions = useLoad(() => api.supervisions(), String(Math.floor(now / 3_000)), 'supervisions');
  const operators = useLoad(() => api.operators(), String(turn), 'operators');
  return (
    <div className="page">
      <h1>{words.t('queues.title')}</h1>
      {sessions.value?.recordingRoom === false && (
        <p className="notice notice-info" role="alert">
          {words.t('recording.noRoom')}
        </p>
      )}
      <QueueTable queues={Object.values(live.queues)} />
      {session.roles.includes('supervisor') && <WaitingTable />}
      <h2 className="section-title">{words.t('queues.people')}</h2>
      <ErrorNote error={operators.error} />
      {operators.value?.length === 0 && <p className="quiet">{words.t('queues.noOperators')}</p>}
      <ul className="people">
        {operators.value?.map((operator) => (
          <Person key={operator.id} operator={operator} now={now} sessions={sessions.value?.supervisions ?? []} onChanged={sessions.reload} />
        ))}
      </ul>
    </div>
  );
}

function Person(props: { readonly operator: Operator; readonly now: number; readonly sessions: readonly Supervision[]; readonly onChanged: () => void }) {
  const { operator, now } = props;
  const words = useWords();
  const presence = words.code('presence', operator.presence);
  const doing = operator.activity.map((a) => `${words.code('channel', a.channel)}: ${words.code('state', a.state).toLowerCase()}`);
  return (
    <li className={`person is-${operator.presence}`}>
      <span className="dot" aria-hidden="true" />
      <span>
        <strong>{operator.name}</strong>
        <span className="quiet">{operator.since === null ? presence : words.t('presence.since', { what: presence, span: spanText(elapsedMs(operator.since, now), words.t('app.days')) })}</span>
        <span className="person-doing">{doing.length === 0 && operator.presence === 'available' ? words.t('queues.free') : doing.join(', ')}</span>
        <Supervising operator={operator} sessions={props.sessions} onChanged={props.onChanged} />
      </span>
      <Icon name={operator.phone ? 'telephone' : 'ban'} title={words.t(operator.phone ? 'phone.ready' : 'phone.none')} />
    </li>
  );
}
