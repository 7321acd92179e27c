import type { Queue } from '../core/protocol';
import { elapsedMs, spanText } from '../core/time';
import { ChannelIcon } from '../ui/ChannelIcon';
import { Grid } from '../ui/Grid';
import { useWords } from './context';
import { useNow } from './hooks';

export function QueueTable({ queues }: { readonly queues: readonly Queue[] }) {
  const words = useWords();
  if (queues.length === 0) return <p className="quiet">{words.t('queues.none')}</p>;
  return (
    <Grid
      label={words.t('queues.title')}
      testId="queues-table"
      columns={[
        { label: words.t('history.queue') },
        { label: words.t('queues.waiting') },
        { label: words.t('queues.oldest') },
        { label: words.t('queues.operators'), number: true },
        { label: words.t('queues.answered'), number: true },
        { label: words.t('queues.abandoned'), number: true },
        { label: words.t('queues.level') },
      ]}
    >
      {[...queues].sort((a, b) => a.name.localeCompare(b.name)).map((queue) => (
        <QueueRow key={queue.id} queue={queue} />
      ))}
    </Grid>
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
        {queue.operatorsAvailable === 0 && waiting.length > 0 && <span className="chip-state is-closed">{words.t('queues.unstaffed')}</span>}
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
