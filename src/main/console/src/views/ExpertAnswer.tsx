import { Alert, Button } from 'design-react-kit';
import type { Escalation } from '../core/protocol';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { Loading } from '../ui/Loading';
import { useConsole, useWords } from './context';
import { useAction, useDraft, useLoad } from './hooks';
import { MessageItem } from './MessageItem';

/** The question, the expert's opinion, and the contact's messages to judge it by. */
export function ExpertAnswer({ escalation }: { readonly escalation: Escalation }) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const detail = useLoad(() => api.contact(escalation.contact), '', escalation.contact);
  const [text, setText] = useDraft('opinion', escalation.id);
  const send = async (): Promise<void> => {
    if (await run(() => api.opinion(escalation.id, text.trim()))) setText('');
  };
  return (
    <>
      <section className="panel question">
        <h2>{words.t('expert.question')}</h2>
        <p className="preserve">{escalation.question}</p>
        <p className="quiet">
          {words.t('expert.asked', { name: escalation.askedBy.name })}, {words.when(escalation.askedAt)}; {words.t('expert.due', { when: words.when(escalation.dueAt) })}
        </p>
        {escalation.state === 'open' ? (
          <>
            <Field label={words.t('expert.opinion')} hint={words.t('expert.opinionHint')}>
              {(ids) => <textarea {...ids} className="form-control" rows={7} readOnly={busy} value={text} onChange={(e) => setText(e.target.value)} data-testid="opinion-text" />}
            </Field>
            <ErrorNote error={error} />
            <Button size="sm" color="primary" disabled={busy || text.trim() === ''} onClick={() => void send()} data-testid="opinion-send">
              {words.t('expert.send')}
            </Button>
          </>
        ) : (
          <>
            <Alert color="success" className="note" data-testid="opinion-done">
              {words.t('expert.sent')}
            </Alert>
            <blockquote className="preserve">{escalation.opinion}</blockquote>
          </>
        )}
      </section>
      <h2 className="section-title">{words.t('contact.messages')}</h2>
      <ErrorNote error={detail.error} />
      {detail.value === null && detail.loading && <Loading />}
      {detail.value?.messages.length === 0 && <p className="quiet">{words.t('contact.noMessages')}</p>}
      {detail.value?.messages.map((m) => (
        <MessageItem key={m.n} contact={escalation.contact} message={m} />
      ))}
      {detail.value?.notes.map((note) => (
        <article key={note.at} className="note-item">
          <header>
            <strong>{note.by.name}</strong> <time dateTime={note.at}>{words.when(note.at)}</time>
          </header>
          <p>{note.text}</p>
        </article>
      ))}
    </>
  );
}
