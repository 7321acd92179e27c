import { Button } from 'design-react-kit';
import { useEffect, useState } from 'react';
import type { HistoryFilter } from '../api/client';
import type { Card } from '../core/protocol';
import { Empty } from '../ui/Empty';
import { ErrorNote } from '../ui/ErrorNote';
import { Loading } from '../ui/Loading';
import { useConsole, useWords } from './context';
import { HistoryDetail } from './HistoryDetail';
import { HistoryFilterForm } from './HistoryFilterForm';
import { HistoryTable } from './HistoryTable';
import { useAction, useLoad } from './hooks';

/** Every contact of a day, searched by state, channel and text; one opened shows everything that happened to it. */
export function HistoryPage({ chosen }: { readonly chosen: string | null }) {
  const words = useWords();
  const { api, nowMs } = useConsole();
  const [filter, setFilter] = useState<HistoryFilter>(() => ({ day: words.isoDay(nowMs()), state: '', channel: '', text: '', after: null }));
  const key = JSON.stringify(filter);
  const first = useLoad(() => api.contacts(filter), key, key);
  const [more, setMore] = useState<{ readonly cards: readonly Card[]; readonly next: string | null } | null>(null);
  const { busy, error, run } = useAction();
  useEffect(() => setMore(null), [first.value]);

  const next = more === null ? (first.value?.next ?? null) : more.next;
  const cards = [...(first.value?.contacts ?? []), ...(more?.cards ?? [])];
  const readMore = (): void =>
    void run(async () => {
      const page = await api.contacts({ ...filter, after: next });
      setMore({ cards: [...(more?.cards ?? []), ...page.contacts], next: page.next });
    });
  return (
    <div className="page">
      <div hidden={chosen !== null}>
        <h1>{words.t('history.title')}</h1>
        <HistoryFilterForm filter={filter} onSearch={(wanted) => (JSON.stringify(wanted) === key ? first.reload() : setFilter(wanted))} />
        <ErrorNote error={first.error ?? error} />
        {first.value === null ? (
          first.loading && <Loading />
        ) : cards.length === 0 ? (
          <Empty icon="search" title={words.t('history.none')} />
        ) : (
          <HistoryTable cards={cards} day={filter.day} />
        )}
        {next !== null && (
          <Button size="sm" color="primary" outline disabled={busy} onClick={readMore} data-testid="history-more">
            {words.t('history.more')}
          </Button>
        )}
      </div>
      {chosen !== null && <HistoryDetail key={chosen} id={chosen} />}
    </div>
  );
}
