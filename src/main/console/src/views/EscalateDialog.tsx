import { type FormEvent, useState } from 'react';
import { Dialog } from '../ui/Dialog';
import { DialogFoot } from '../ui/DialogFoot';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { useConsole, useWords } from './context';
import { useAction, useDraft, useLoad } from './hooks';

/** Asks a competence center. */
export function EscalateDialog({ contact, onClose }: { readonly contact: string; readonly onClose: () => void }) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const centers = useLoad(() => api.centers(), '', 'centers');
  const [center, setCenter] = useState('');
  const [question, setQuestion] = useDraft('question', contact);
  const [due, setDue] = useState('');
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const dueAt = due === '' ? null : new Date(due).toISOString();
    if (!(await run(() => api.escalate(contact, center, question.trim(), dueAt)))) return;
    setQuestion('');
    onClose();
  };
  return (
    <Dialog title={words.t('escalate.title')} onClose={onClose}>
      <form onSubmit={(e) => void send(e)}>
        <ErrorNote error={error ?? centers.error} />
        <Field label={words.t('escalate.center')}>
          {(ids) => (
            <select {...ids} className="form-select" required value={center} onChange={(e) => setCenter(e.target.value)} data-testid="escalate-center">
              <option value="">{words.t('escalate.choose')}</option>
              {centers.value?.map((c) => (
                <option key={c.id} value={c.id}>
                  {c.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.t('escalate.question')} hint={words.t('escalate.questionHint')}>
          {(ids) => <textarea {...ids} className="form-control" rows={5} required value={question} onChange={(e) => setQuestion(e.target.value)} data-testid="escalate-question" />}
        </Field>
        <Field label={words.t('escalate.due')} hint={words.t('escalate.dueHint')}>
          {(ids) => <input {...ids} type="datetime-local" className="form-control" value={due} onChange={(e) => setDue(e.target.value)} data-testid="escalate-due" />}
        </Field>
        <DialogFoot send={words.t('escalate.send')} disabled={busy || center === '' || question.trim() === ''} onClose={onClose} testId="escalate-send" />
      </form>
    </Dialog>
  );
}
