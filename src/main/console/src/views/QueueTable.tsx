import type { Queue } from '../core/protocol';
import { elapsedMs, spanText } from '../core/time';
import { ChannelIcon } from '../ui/ChannelIcon';
import { useWords } from './context';
import { useNow } from './hooks';

export function QueueTable({ queues }: { readonly queues: readonly Queue[] }) {
  const words = useWords();
  if (queues.length === 0) return <p className="quiet">{words.t('queues.none')}</p>;
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={words.t('queues.title')}>
      <table className="grid" data-testid="queues-table">
        <thead>
          <tr>
            <th scope="col">{words.t('history.queue')}</th>
            <th scope="col">{words.t('queues.waiting')}</th>
            <th scope="col">{words.t('queues.oldest')}</th>
            <th scope="col" className="num">
              {words.t('queues.operators')}
            </th>
            <th scope="col" className="num">
              {words.t('queues.answered')}
            </th>
            <th scope="col" className="num">
              {words.t('queues.abandoned')}
            </th>
            <th scope="col">{words.t('queues.level')}</th>
          </tr>
        </thead>
        <tbody>
          {[...queues].sort((a, b) => a.name.localeCompare(b.name)).map((queue) => (
            <QueueRow key={queue.id} queue={queue} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function QueueRow({ queue }: { readonly queue: Queue }) {
  const words = useWords();
  const now = useNow();
  const waiting = Object.entries(queue.waiting).filter(([, n]) => n > 0);
  return (
    <tr data-testid={`queue-${queue.id}`}>
      <th scope="row">
        {queue.name}
        {!queue.open && <span className="chip-state is-closed">{words.t('queues.closed')}</span>}
      </th>
      <td>
        {waiting.length === 0 ? (
          <span className="quiet">0</span>
        ) : (
          <span className="waiting">
            {waiting.map(([channel, n]) => (
              <span key={channel}>
                <ChannelIcon channel={channel} />
                <strong>{n}</strong>
              </span>
            ))}
          </span>
        )}
      </td>
      <td>{queue.oldestSince === null ? <span className="quiet">—</span> : spanText(elapsedMs(queue.oldestSince, now), words.t('app.days'))}</td>
      <td className="num">{queue.operatorsAvailable}</td>
      <td className="num">{queue.answeredToday}</td>
      <td className="num">{queue.abandonedToday}</td>
      <td>
        <Level queue={queue} />
      </td>
    </tr>
  );
}

function Level({ queue }: { readonly queue: Queue }) {
  const words = useWords();
  const { ratio, targetRatio, withinMs } = queue.serviceLevel;
  const target = words.t('queues.target', { target: words.percent(targetRatio), span: spanText(withinMs, words.t('app.days')) });
  if (ratio === null) return <span className="quiet">{target}</span>;
  const met = ratio >= targetRatio;
  return (
    <span className={`level ${met ? 'is-met' : 'is-missed'}`}>
      <span>
        <strong>{words.percent(ratio)}</strong> <span className="quiet">{target}</span>
      </span>
      <meter min={0} max={1} value={ratio} aria-label={words.t('queues.level')} />
    </span>
  );
}
