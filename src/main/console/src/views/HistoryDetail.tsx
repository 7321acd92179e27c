import { useEffect } from 'react';
import { labels } from '../core/classification';
import { ErrorNote } from '../ui/ErrorNote';
import { Icon } from '../ui/Icon';
import { Loading } from '../ui/Loading';
import { hasInfected } from '../core/scan';
import { ContactHead } from './ContactHead';
import { ContactTabs } from './ContactTabs';
import { useConsole, useWords } from './context';
import { HistoryLines } from './HistoryLines';
import { useLoad } from './hooks';
import { Recordings } from './Recordings';

/** A recording is enciphered within seconds after its talk; nobody is told, so the page looks again. */
const LOOK_AGAIN_MS = 2_000;

/** A contact looked at from the history: everything is read, nothing can be changed. */
export function HistoryDetail({ id }: { readonly id: string }) {
  const words = useWords();
  const { api } = useConsole();
  const detail = useLoad(() => api.contact(id), id, id);
  const tree = useLoad(() => api.classification(), '', 'classification');
  const { value, reload } = detail;
  useEffect(() => {
    if (value?.recordings.some((r) => r.state === 'stopped') !== true) return undefined;
    const timer = window.setTimeout(reload, LOOK_AGAIN_MS);
    return () => window.clearTimeout(timer);
  }, [value, reload]);
  return (
    <div data-testid="history-detail">
      <a className="link" href="#/history">
        <Icon name="arrow-left" /> {words.t('history.back')}
      </a>
      <ErrorNote error={detail.error} />
      {detail.value === null && detail.loading && <Loading />}
      {detail.value !== null && (
        <>
          <ContactHead card={detail.value.card} mine={false} replyTo={detail.value.replyTo} infected={detail.value.messages.some(hasInfected)} />
          {detail.value.classification !== null && (
            <p className="classified">
              {words.t('contact.classification')}: <strong>{labels(tree.value ?? [], detail.value.classification).map((l) => words.of(l)).join(' / ')}</strong>
            </p>
          )}
          <Recordings detail={detail.value} mine={false} />
          <div className="history-detail">
            <ContactTabs detail={detail.value} mine={false} withHistory={false} onChanged={detail.reload} />
            <section className="panel">
              <h2>{words.t('contact.history')}</h2>
              <HistoryLines history={detail.value.history} />
            </section>
          </div>
        </>
      )}
    </div>
  );
}
