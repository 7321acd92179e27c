import { useId, useState } from 'react';
import type { Detail } from '../core/protocol';
import { Empty } from '../ui/Empty';
import { Icon } from '../ui/Icon';
import { Tabs } from '../ui/Tabs';
import { useConsole, useWords } from './context';
import { EscalationList } from './EscalationList';
import { HistoryLines } from './HistoryLines';
import { type Attach, MessageItem } from './MessageItem';
import { Notes } from './Notes';

type Tab = 'messages' | 'notes' | 'escalations' | 'history';

export function ContactTabs(props: { readonly detail: Detail; readonly mine: boolean; readonly withHistory?: boolean; readonly onChanged: () => void; readonly onAttach?: Attach; readonly onForward?: (message: number) => void }) {
  const words = useWords();
  const { detail } = props;
  const { live, seen } = useConsole();
  const [tab, setTab] = useState<Tab>(() => firstTab(detail));
  const arrived = props.mine ? (live.arrived[detail.card.id] ?? 0) : 0;
  const showArrived = (): void => {
    setTab('messages');
    seen(detail.card.id);
  };
  const panel = useId();
  const newestFirst = [...detail.messages].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <div className="tabs-frame">
      <div role="status">
        {arrived > 0 && (
          <p className="notice notice-info arrived-notice" data-testid="arrived-notice">
            <Icon name="mail" /> {words.t('contact.arrivedNotice', { n: arrived })}
            <button type="button" className="link" onClick={showArrived} data-testid="arrived-show">
              {words.t('contact.arrivedShow')}
            </button>
          </p>
        )}
      </div>
      <Tabs
        panel={panel}
        chosen={tab}
        onChoose={setTab}
        tabs={[
          { id: 'messages', label: words.t('contact.messages'), count: detail.messages.length },
          { id: 'notes', label: words.t('contact.notes'), count: detail.notes.length },
          { id: 'escalations', label: words.t('contact.escalations'), count: detail.escalations.length },
          ...(props.withHistory === false ? [] : [{ id: 'history' as const, label: words.t('contact.history'), count: 0 }]),
        ]}
      />
      <div id={panel} role="tabpanel" aria-labelledby={`${panel}-${tab}`} tabIndex={0} className="tab-panel">
        {tab === 'messages' &&
          (newestFirst.length === 0 ? (
            <Empty icon={detail.card.channel === 'voice' ? 'telephone' : 'mail'} title={words.t('contact.noMessages')} />
          ) : (
            newestFirst.map((message) => <MessageItem key={message.n} contact={detail.card.id} message={message} {...(props.onAttach === undefined ? {} : { onAttach: props.onAttach })} {...(props.onForward === undefined ? {} : { onForward: props.onForward })} />)
          ))}
        {tab === 'notes' && <Notes detail={detail} writable={props.mine} onAdded={props.onChanged} />}
        {tab === 'escalations' && <EscalationList escalations={detail.escalations} />}
        {tab === 'history' && <HistoryLines history={detail.history} />}
      </div>
    </div>
  );
}

/** A call has nothing written; after a center was asked, its opinion is why the contact is here again. */
function firstTab({ messages, card, escalations }: Detail): Tab {
  if (messages.length > 0 || card.channel !== 'voice') return 'messages';
  return escalations.length > 0 ? 'escalations' : 'notes';
}
