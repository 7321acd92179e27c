import { Alert, Button } from 'design-react-kit';
import { useState } from 'react';
import { addresses, answerOf, isEmpty, isReady, type Letter, withAddresses } from '../core/letter';
import type { Kept, LetterKeeper } from '../core/letter-keeper';
import type { Attachment, Composing, Message } from '../core/protocol';
import { hasInfected, isInfected } from '../core/scan';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { AddressField } from './AddressField';
import { useConsole, useWords } from './context';
import { DraftConflict } from './DraftConflict';
import { useAction } from './hooks';
import type { Attach } from './MessageItem';
import { PreparedFiles } from './PreparedFiles';
import { SignatureNote } from './SignatureNote';

/** Writes an answer or a forward. The text leaves the editor only after the server has recorded it. */
export function LetterEditor(props: {
  readonly contact: string;
  readonly replyTo: string | null;
  readonly messages: readonly Message[];
  readonly keeper: LetterKeeper;
  readonly kept: Kept;
  readonly composing: Composing | null;
  readonly onFiles: () => void;
  readonly onAttach: Attach;
  readonly onSent: () => void;
}) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const [ccOpen, setCcOpen] = useState(false);
  const [sent, setSent] = useState<Letter['kind'] | null>(null);
  const { keeper, composing } = props;
  const { letter, keeping } = props.kept;
  const language = letter.language ?? composing?.language ?? 'it';
  const others = composing?.others ?? [];
  const forwarded = letter.kind === 'forward' ? props.messages.find((m) => m.n === letter.of) : undefined;
  const showCc = ccOpen || letter.cc !== '';

  const change = (next: Letter): void => {
    setSent(null);
    keeper.change(next);
  };
  const send = async (): Promise<void> => {
    if (!isReady(letter)) return;
    const files = (composing?.files ?? []).map((f) => f.id);
    if (!(await run(() => (letter.kind === 'reply' ? api.reply(props.contact, letter, files) : api.forwardMessage(props.contact, letter, files))))) return;
    keeper.sent();
    setCcOpen(false);
    setSent(letter.kind);
    props.onFiles();
    props.onSent();
  };
  const title = words.t(letter.kind === 'reply' ? 'reply.title' : 'forward.title', { n: letter.of ?? 0 });
  return (
    <section className="reply" aria-label={title} data-testid="letter" data-kind={letter.kind}>
      <div className="reply-head">
        <h2>{title}</h2>
        {letter.kind === 'reply' && props.replyTo !== null && <span className="quiet">{words.t('reply.to', { address: props.replyTo })}</span>}
        <span className="reply-choices">
          {letter.kind === 'reply' && others.length > 0 && (
            <button type="button" className="link" onClick={() => change({ ...letter, cc: withAddresses(letter.cc, others) })} title={others.join(', ')} data-testid="reply-all">
              {words.t('reply.all')}
            </button>
          )}
          {!showCc && (
            <button type="button" className="link" onClick={() => setCcOpen(true)} data-testid="reply-add-cc">
              {words.t('reply.addCc')}
            </button>
          )}
          {letter.kind === 'forward' && (
            <button type="button" className="link" onClick={() => change(answerOf(letter))} data-testid="forward-cancel">
              {words.t('forward.cancel')}
            </button>
          )}
        </span>
      </div>
      {letter.kind === 'forward' && (
        <>
          <AddressField label={words.t('forward.to')} value={letter.to} readOnly={busy} onChange={(to) => change({ ...letter, to })} testId="forward-to" />
          <p className="forward-with">
            <label>
              <input type="checkbox" checked={letter.quote} disabled={busy} onChange={(e) => change({ ...letter, quote: e.target.checked })} data-testid="forward-quote" /> {words.t('forward.quote')}
            </label>
            {forwarded !== undefined && harmless(forwarded).length > 0 && (
              <button type="button" className="link" disabled={busy} onClick={() => void attachAll(forwarded, props.onAttach)} data-testid="forward-files">
                {words.t('forward.files', { n: harmless(forwarded).length })}
              </button>
            )}
            {forwarded?.direction === 'in' && !hasInfected(forwarded) && (
              <button type="button" className="link" disabled={busy} onClick={() => void props.onAttach(forwarded.n, null)} data-testid="forward-whole">
                {words.t('forward.whole')}
              </button>
            )}
          </p>
        </>
      )}
      {showCc && <AddressField label={words.t('reply.cc')} value={letter.cc} readOnly={busy} onChange={(cc) => change({ ...letter, cc })} testId="reply-cc" />}
      <Field label={words.t(letter.kind === 'reply' ? 'reply.text' : 'forward.text')} hiddenLabel>
        {(ids) => (
          <textarea {...ids} className="form-control reply-text" value={letter.text} readOnly={busy} onChange={(e) => change({ ...letter, text: e.target.value })} data-testid="reply-text" />
        )}
      </Field>
      {composing !== null && <SignatureNote composing={composing} language={language} onLanguage={(l) => change({ ...letter, language: l })} />}
      {composing !== null && <PreparedFiles contact={props.contact} composing={composing} onChanged={props.onFiles} />}
      {keeping === 'conflict' && <DraftConflict contact={props.contact} keeper={keeper} />}
      <ErrorNote error={error} />
      {sent !== null && (
        <Alert color="success" className="note" data-testid="reply-done">
          {words.t(sent === 'reply' ? 'reply.done' : 'forward.done')}
        </Alert>
      )}
      <div className="reply-foot">
        <Button size="sm" color="primary" disabled={busy || !isReady(letter)} onClick={() => void send()} data-testid="reply-send">
          {words.t(busy ? 'reply.sending' : letter.kind === 'reply' ? 'reply.send' : 'forward.send')}
        </Button>
        {letter.kind === 'forward' && <span className="quiet">{words.t('forward.note', { count: addresses(letter.to).length })}</span>}
        {!isEmpty(letter) && !busy && keeping !== 'conflict' && (
          <span className="quiet" data-testid="draft-state" data-keeping={keeping}>
            {words.t(`draft.${keeping}`)}
          </span>
        )}
      </div>
    </section>
  );
}

function harmless(message: Message): readonly Attachment[] {
  return message.attachments.filter((file) => !isInfected(file));
}

async function attachAll(message: Message, attach: Attach): Promise<void> {
  for (const file of harmless(message)) await attach(message.n, file.part);
}
