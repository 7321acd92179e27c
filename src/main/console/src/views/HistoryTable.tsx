import type { Card } from '../core/protocol';
import { ChannelIcon } from '../ui/ChannelIcon';
import { Grid } from '../ui/Grid';
import { StateChip } from '../ui/StateChip';
import { useWords } from './context';

/** @param day the day that was searched: its contacts show only the time */
export function HistoryTable({ cards, day }: { readonly cards: readonly Card[]; readonly day: string }) {
  const words = useWords();
  return (
    <Grid
      label={words.t('history.title')}
      testId="history-table"
      columns={(['arrived', 'customer', 'subject', 'queue', 'state', 'operator', 'code'] as const).map((name) => ({ label: words.t(`history.${name}`) }))}
    >
      {cards.map((card) => (
        <tr key={card.id} data-testid={`history-row-${card.id}`} data-state={card.state.kind}>
          <td className="nowrap">{words.isoDay(Date.parse(card.arrivedAt)) === day ? words.time(card.arrivedAt) : words.when(card.arrivedAt)}</td>
          <td>
            <a className="row-link" href={`#/history/${encodeURIComponent(card.id)}`}>
              <ChannelIcon channel={card.channel} />
              {card.customer.name ?? card.customer.address}
            </a>
          </td>
          <td className="clip">{card.subject ?? '—'}</td>
          <td>{card.queue?.name ?? '—'}</td>
          <td className="nowrap">
            <StateChip kind={card.state.kind} outcome={card.state.outcome} />
          </td>
          <td>{card.operator?.name ?? '—'}</td>
          <td className="code nowrap">{card.code}</td>
        </tr>
      ))}
    </Grid>
  );
}
