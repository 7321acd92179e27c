import { useId, useState } from 'react';
import type { Detail } from '../core/protocol';
import { Empty } from '../ui/Empty';
import { Tabs } from '../ui/Tabs';
import { useWords } from './context';
import { EscalationList } from './EscalationList';
import { HistoryLines } from './HistoryLines';
import { MessageItem } from './MessageItem';
import { Notes } from './Notes';

type Tab = 'messages' | 'notes' | 'escalations' | 'history';

export function ContactTabs(props: { readonly detail: Detail; readonly mine: boolean; readonly withHistory?: boolean; readonly onChanged: () => void }) {
  const words = useWords();
  const { detail } = props;
  const [tab, setTab] = useState<Tab>(detail.messages.length === 0 && detail.card.channel === 'voice' ? 'notes' : 'messages');
  const panel = useId();
  const newestFirst = [...detail.messages].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <div className="tabs-frame">
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
            newestFirst.map((message) => <MessageItem key={message.n} contact={detail.card.id} message={message} />)
          ))}
        {tab === 'notes' && <Notes detail={detail} writable={props.mine} onAdded={props.onChanged} />}
        {tab === 'escalations' && <EscalationList escalations={detail.escalations} />}
        {tab === 'history' && <HistoryLines history={detail.history} />}
      </div>
    </div>
  );
}
