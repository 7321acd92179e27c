import { Button } from 'design-react-kit';
import { useState } from 'react';
import type { WaitingContact } from '../core/protocol';
import { elapsedMs, spanText } from '../core/time';
import { ChannelIcon } from '../ui/ChannelIcon';
import { ErrorNote } from '../ui/ErrorNote';
import { Grid } from '../ui/Grid';
import { useConsole, useWords } from './context';
import { useLoad, useNow } from './hooks';
import { MoveDialog } from './MoveDialog';

/** Who waits, in the order in which they are taken; a supervisor asks who could take them, and moves them. */
export function WaitingTable() {
  const words = useWords();
  const { api } = useConsole();
  const now = useNow();
  const waiting = useLoad(() => api.waiting(), String(Math.floor(now / 5_000)), 'waiting');
  const [moving, setMoving] = useState<WaitingContact | null>(null);
  return (
    <>
      <h2 className="section-title">{words.t('waiting.title')}</h2>
      <ErrorNote error={waiting.error} />
      {waiting.value?.length === 0 && <p className="quiet">{words.t('waiting.none')}</p>}
      {waiting.value !== null && waiting.value.length > 0 && (
        <Grid
          label={words.t('waiting.title')}
          testId="waiting-table"
          columns={[
            { label: words.t('waiting.who') },
            { label: words.t('history.queue') },
            { label: words.t('waiting.position'), number: true },
            { label: words.t('waiting.since') },
            { label: words.t('waiting.estimate') },
            { label: words.t('waiting.skills') },
            { label: words.t('waiting.do') },
          ]}
        >
          {waiting.value.map((w) => (
            <tr key={w.card.id} data-testid={`waiting-${w.card.id}`}>
              <th scope="row">
                <ChannelIcon channel={w.card.channel} /> {w.card.customer.name ?? w.card.customer.address}
                {w.card.callback !== null && (
                  <span className="chip-state" data-testid={`waiting-callback-${w.card.id}`}>
                    {words.t('callback.short', { number: w.card.callback.number })}
                    {w.card.callback.tries > 0 && ` ${words.t('callback.tries', { n: String(w.card.callback.tries) })}`}
                    {w.card.callback.notBefore !== null && ` ${words.t('callback.notBefore', { when: words.when(w.card.callback.notBefore) })}`}
                  </span>
                )}
                {w.card.subject !== null && <span className="quiet"> {w.card.subject}</span>}
              </th>
              <td>{w.card.queue?.name ?? ''}</td>
              <td className="num">{w.position}</td>
              <td>{spanText(elapsedMs(w.card.state.since, now), words.t('app.days'))}</td>
              <td>{w.estimatedMs === null ? <span className="quiet">—</span> : spanText(w.estimatedMs, words.t('app.days'))}</td>
              <td>
                {Object.entries(w.skills)
                  .map(([skill, level]) => `${skill} ${level}`)
                  .join(', ')}
                {w.step > 0 && <span className="chip-state">{words.t('waiting.step', { n: String(w.step) })}</span>}
              </td>
              <td>
                <Button size="xs" color="primary" outline onClick={() => setMoving(w)} data-testid={`move-${w.card.id}`}>
                  {words.t('waiting.open')}
                </Button>
              </td>
            </tr>
          ))}
        </Grid>
      )}
      {moving !== null && (
        <MoveDialog
          waiting={moving}
          onClose={() => {
            setMoving(null);
            waiting.reload();
          }}
        />
      )}
    </>
  );
}
