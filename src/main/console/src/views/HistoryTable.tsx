import type { Card } from '../core/protocol';
import { localDay } from '../core/time';
import { ChannelIcon } from '../ui/ChannelIcon';
import { StateChip } from '../ui/StateChip';
import { useWords } from './context';

/** @param day the day that was searched: its contacts show only the time */
export function HistoryTable({ cards, day }: { readonly cards: readonly Card[]; readonly day: string }) {
  const words = useWords();
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={words.t('history.title')}>
      <table className="grid" data-testid="history-table">
        <thead>
          <tr>
            <th scope="col">{words.t('history.arrived')}</th>
            <th scope="col">{words.t('history.customer')}</th>
            <th scope="col">{words.t('history.subject')}</th>
            <th scope="col">{words.t('history.queue')}</th>
            <th scope="col">{words.t('history.state')}</th>
            <th scope="col">{words.t('history.operator')}</th>
            <th scope="col">{words.t('history.code')}</th>
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => (
            <tr key={card.id} data-testid={`history-row-${card.id}`} data-state={card.state.kind}>
              <td className="nowrap">{localDay(Date.parse(card.arrivedAt)) === day ? words.time(card.arrivedAt) : words.when(card.arrivedAt)}</td>
              <td>
                <a className="row-link" href={`#/history/${encodeURIComponent(card.id)}`}>
                  <ChannelIcon channel={card.channel} />
                  {card.customer.name ?? card.customer.address}
                </a>
              </td>
              <td className="clip">{card.subject ?? '—'}</td>
              <td>{card.queue.name}</td>
              <td className="nowrap">
                <StateChip kind={card.state.kind} outcome={card.state.outcome} />
              </td>
              <td>{card.operator?.name ?? '—'}</td>
              <td className="code nowrap">{card.code}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
