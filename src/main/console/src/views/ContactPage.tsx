import { roleIn } from '../core/consult';
import { forwardOf } from '../core/letter';
import { hasInfected } from '../core/scan';
import { appended } from '../core/text';
import { ErrorNote } from '../ui/ErrorNote';
import { Loading } from '../ui/Loading';
import { ConsultPanel } from './ConsultPanel';
import { ContactHead } from './ContactHead';
import { ContactTabs } from './ContactTabs';
import { useConsole, useWords } from './context';
import { GivenPanel } from './GivenPanel';
import { useAction, useLoad } from './hooks';
import { KnowledgePanel } from './KnowledgePanel';
import { LetterEditor } from './LetterEditor';
import { Recordings } from './Recordings';
import { useLetter } from './use-letter';
import { WrapUpPanel } from './WrapUpPanel';

/** One of my contacts in full: what was said in the middle, what helps to answer at the right. */
export function ContactPage({ id }: { readonly id: string }) {
  const words = useWords();
  const { api, live, session } = useConsole();
  const detail = useLoad(() => api.contact(id), String(live.touched[id] ?? 0), id);
  const { run, error: attachError } = useAction();
  // The card of the live socket is newer than the one read with the detail.
  const card = live.contacts[id] ?? detail.value?.card;
  const role = card === undefined ? 'other' : roleIn(card, session.user);
  const known = live.contacts[id] !== undefined && card?.state.kind !== 'offered';
  const mine = known && role === 'mine';
  const writable = mine && card !== undefined && card.channel !== 'voice' && (card.state.kind === 'handling' || card.state.kind === 'hold');
  const composing = useLoad(() => (writable ? api.composing(id) : Promise.resolve(null)), String(writable), id);
  const [keeper, kept] = useLetter(id, writable, composing.value);
  const attach = async (message: number, part: number | null): Promise<void> => {
    await run(() => api.attachReceived(id, message, part));
    composing.reload();
  };
  if (card === undefined) {
    return <div className="page">{detail.error === null ? <Loading /> : <ErrorNote error={detail.error} />}</div>;
  }
  return (
    <div className="contact">
      <ContactHead card={card} mine={mine} replyTo={detail.value?.replyTo ?? null} infected={detail.value?.messages.some(hasInfected) ?? false} />
      {card.consult != null && known && <ConsultPanel card={card} consult={card.consult} />}
      {!mine && role === 'other' && <p className="notice notice-info">{words.t('contact.gone')}</p>}
      {mine && card.channel === 'voice' && !card.live && card.state.kind === 'handling' && (
        <p className="notice notice-info" data-testid="callback">
          {words.t('offer.callback', { number: card.customer.address })}
        </p>
      )}
      <ErrorNote error={detail.error} />
      {detail.value !== null && <Recordings detail={detail.value} mine={mine} />}
      <div className="contact-body">
        <div className="contact-said">
          {detail.value === null ? detail.error === null && <Loading /> : <ContactTabs detail={detail.value} onChanged={detail.reload} mine={mine} {...(writable ? { onAttach: attach, onForward: (n: number) => keeper.change(forwardOf(kept.letter, n)) } : {})} />}
          <ErrorNote error={attachError} />
          {writable && (
            <LetterEditor
              contact={id}
              replyTo={detail.value?.replyTo ?? null}
              messages={detail.value?.messages ?? []}
              keeper={keeper}
              kept={kept}
              composing={composing.value}
              onFiles={composing.reload}
              onAttach={attach}
              onSent={detail.reload}
            />
          )}
        </div>
        <div className="contact-side">
          {mine && card.state.kind === 'wrapup' && <WrapUpPanel card={card} />}
          {known && role === 'given' && <GivenPanel card={card} />}
          <KnowledgePanel onInsert={writable ? (text) => keeper.change({ ...kept.letter, text: appended(kept.letter.text, text) }) : null} />
        </div>
      </div>
    </div>
  );
}
