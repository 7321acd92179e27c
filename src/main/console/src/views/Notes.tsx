import { Button } from 'design-react-kit';
import type { Detail } from '../core/protocol';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { useConsole, useWords } from './context';
import { useAction, useDraft } from './hooks';

export function Notes(props: { readonly detail: Detail; readonly writable: boolean; readonly onAdded: () => void }) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const { notes, card } = props.detail;
  const [text, setText] = useDraft('note', card.id);
  const add = async (): Promise<void> => {
    if (!(await run(() => api.note(card.id, text.trim())))) return;
    setText('');
    props.onAdded();
  };
  return (
    <div className="notes">
      {notes.length === 0 && <p className="quiet">{words.t('contact.noNotes')}</p>}
      {notes.map((note) => (
        <article key={`${note.at}${note.by.id}`} className="note-item">
          <header>
            <strong>{note.by.name}</strong> <time dateTime={note.at}>{words.when(note.at)}</time>
          </header>
          <p>{note.text}</p>
        </article>
      ))}
      {props.writable && (
        <div className="note-new">
          <Field label={words.t('note.text')}>
            {(ids) => <textarea {...ids} className="form-control" rows={2} value={text} onChange={(e) => setText(e.target.value)} data-testid="note-text" />}
          </Field>
          <ErrorNote error={error} />
          <Button size="xs" color="primary" outline disabled={busy || text.trim() === ''} onClick={() => void add()} data-testid="note-add">
            {words.t('note.add')}
          </Button>
        </div>
      )}
    </div>
  );
}
