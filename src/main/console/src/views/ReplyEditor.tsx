import { Alert, Button } from 'design-react-kit';
import { useState } from 'react';
import type { Composing } from '../core/protocol';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { useConsole, useWords } from './context';
import { useAction } from './hooks';
import { PreparedFiles } from './PreparedFiles';
import { SignatureNote } from './SignatureNote';

const ADDRESS = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;

/** Writes the answer. The text leaves the editor only after the server has recorded it. */
export function ReplyEditor(props: {
  readonly contact: string;
  readonly replyTo: string | null;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly composing: Composing | null;
  readonly onFiles: () => void;
  readonly onSent: () => void;
}) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const [cc, setCc] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [sent, setSent] = useState(false);
  const copies = (cc ?? '').split(/[,;\s]+/).filter((a) => a !== '');
  const language = chosen ?? props.composing?.language ?? 'it';
  const files = (props.composing?.files ?? []).map((f) => f.id);
  const wrong = copies.find((a) => !ADDRESS.test(a));

  const send = async (): Promise<void> => {
    const text = props.text;
    if (wrong !== undefined || text.trim() === '') return;
    if (!(await run(() => api.reply(props.contact, text, copies, chosen, files)))) return;
    props.onText('');
    setCc(null);
    setSent(true);
    props.onFiles();
    props.onSent();
  };
  const write = (text: string): void => {
    setSent(false);
    props.onText(text);
  };
  return (
    <section className="reply" aria-label={words.t('reply.title')}>
      <div className="reply-head">
        <h2>{words.t('reply.title')}</h2>
        {props.replyTo !== null && <span className="quiet">{words.t('reply.to', { address: props.replyTo })}</span>}
        {cc === null && (
          <button type="button" className="link" onClick={() => setCc('')}>
            {words.t('reply.addCc')}
          </button>
        )}
      </div>
      {cc !== null && (
        <Field label={words.t('reply.cc')} {...(wrong === undefined ? {} : { hint: words.t('reply.badCc', { address: wrong }) })}>
          {(ids) => (
            <input {...ids} className="form-control" aria-invalid={wrong !== undefined} value={cc} onChange={(e) => setCc(e.target.value)} data-testid="reply-cc" />
          )}
        </Field>
      )}
      <Field label={words.t('reply.text')} hiddenLabel>
        {(ids) => (
          <textarea {...ids} className="form-control reply-text" value={props.text} readOnly={busy} onChange={(e) => write(e.target.value)} data-testid="reply-text" />
        )}
      </Field>
      {props.composing !== null && <SignatureNote composing={props.composing} language={language} onLanguage={setChosen} />}
      {props.composing !== null && <PreparedFiles contact={props.contact} composing={props.composing} onChanged={props.onFiles} />}
      <ErrorNote error={error} />
      {sent && (
        <Alert color="success" className="note" data-testid="reply-done">
          {words.t('reply.done')}
        </Alert>
      )}
      <div className="reply-foot">
        <Button size="sm" color="primary" disabled={busy || props.text.trim() === '' || wrong !== undefined} onClick={() => void send()} data-testid="reply-send">
          {words.t(busy ? 'reply.sending' : 'reply.send')}
        </Button>
        {props.text !== '' && !busy && <span className="quiet">{words.t('reply.draft')}</span>}
      </div>
    </section>
  );
}
