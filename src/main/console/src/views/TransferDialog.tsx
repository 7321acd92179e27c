import { Button } from 'design-react-kit';
import { type FormEvent, useState } from 'react';
import type { Card } from '../core/protocol';
import { Dialog } from '../ui/Dialog';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { useConsole, useWords } from './context';
import { useAction, useLoad } from './hooks';

/** Gives a contact back to a queue. */
export function TransferDialog({ card, onClose }: { readonly card: Card; readonly onClose: () => void }) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const queues = useLoad(() => api.queues(), '', 'queues');
  const [queue, setQueue] = useState('');
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await run(() => api.transfer(card.id, queue))) onClose();
  };
  return (
    <Dialog title={words.t('transfer.title')} onClose={onClose}>
      <form onSubmit={(e) => void send(e)}>
        <ErrorNote error={error ?? queues.error} />
        <Field label={words.t('transfer.queue')} hint={words.t('transfer.warn')}>
          {(ids) => (
            <select {...ids} className="form-select" required value={queue} onChange={(e) => setQueue(e.target.value)} data-testid="transfer-queue">
              <option value="">{words.t('escalate.choose')}</option>
              {queues.value?.map((q) => (
                <option key={q.id} value={q.id}>
                  {q.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <footer className="console-dialog-foot">
          <Button size="sm" color="primary" outline type="button" onClick={onClose}>
            {words.t('app.cancel')}
          </Button>
          <Button size="sm" color="primary" type="submit" disabled={busy || queue === ''} data-testid="transfer-send">
            {words.t('transfer.send')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
