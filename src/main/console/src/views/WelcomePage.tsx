import { Empty } from '../ui/Empty';
import { useConsole, useWords } from './context';
import { QueueTable } from './QueueTable';

/** The work page before a contact is chosen: what waits in the queues. */
export function WelcomePage() {
  const words = useWords();
  const { live } = useConsole();
  return (
    <div className="page">
      <h1 className="visually-hidden">{words.t('nav.work')}</h1>
      <Empty icon="inbox" title={words.t('work.empty')} text={words.t('work.emptyText')} />
      <h2 className="section-title">{words.t('work.today')}</h2>
      <QueueTable queues={Object.values(live.queues)} />
    </div>
  );
}
