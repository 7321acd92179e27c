import { Alert, Button } from 'design-react-kit';
import { useEffect, useState } from 'react';
import type { IntakeFilter } from '../api/client';
import type { IntakeEntry } from '../core/protocol';
import { Empty } from '../ui/Empty';
import { ErrorNote } from '../ui/ErrorNote';
import { Loading } from '../ui/Loading';
import { useConsole, useWords } from './context';
import { useAction, useLoad } from './hooks';
import { IntakeFilterForm } from './IntakeFilterForm';
import { IntakeTable } from './IntakeTable';
import { MissingReceipts } from './MissingReceipts';
import { Reconciliation } from './Reconciliation';

/** Every message that was taken from a mailbox and what became of it; what could not be read can be looked at again. */
export function IntakePage() {
  const words = useWords();
  const { api } = useConsole();
  const [filter, setFilter] = useState<IntakeFilter>({ day: '', fate: '', text: '', before: null });
  const key = JSON.stringify(filter);
  const first = useLoad(() => api.intake(filter), key, key);
  const [more, setMore] = useState<{ readonly lines: readonly IntakeEntry[]; readonly next: number | null } | null>(null);
  const { busy, error, run } = useAction();
  useEffect(() => setMore(null), [first.value]);

  const next = more === null ? (first.value?.next ?? null) : more.next;
  const lines = [...(first.value?.lines ?? []), ...(more?.lines ?? [])];
  const failed = first.value?.failed ?? 0;
  const readMore = (): void =>
    void run(async () => {
      const page = await api.intake({ ...filter, before: next });
      setMore({ lines: [...(more?.lines ?? []), ...page.lines], next: page.next });
    });
  const retry = (line: IntakeEntry): void =>
    void run(async () => {
      await api.retryIntake(line.id);
      first.reload();
    });
  return (
    <div className="page">
      <h1>{words.t('intake.title')}</h1>
      {failed > 0 && (
        <Alert color="warning" className="note" data-testid="intake-failed">
          {words.t(failed === 1 ? 'intake.failedOne' : 'intake.failedMany', { count: failed })}{' '}
          <button type="button" className="link" onClick={() => setFilter({ day: '', fate: 'failed', text: '', before: null })}>
            {words.t('intake.showFailed')}
          </button>
        </Alert>
      )}
      <Reconciliation onCompared={first.reload} />
      <MissingReceipts />
      <IntakeFilterForm key={key} filter={filter} onSearch={(wanted) => (JSON.stringify(wanted) === key ? first.reload() : setFilter(wanted))} />
      <ErrorNote error={first.error ?? error} />
      {first.value === null ? (
        first.loading && <Loading />
      ) : lines.length === 0 ? (
        <Empty icon="inbox" title={words.t('intake.none')} />
      ) : (
        <IntakeTable lines={lines} busy={busy} onRetry={retry} />
      )}
      {next !== null && (
        <Button size="sm" color="primary" outline disabled={busy} onClick={readMore} data-testid="intake-more">
          {words.t('history.more')}
        </Button>
      )}
    </div>
  );
}
