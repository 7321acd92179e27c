import { Button } from 'design-react-kit';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../ui/Dialog';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { useConsole, useWords } from './context';
import { goTo, useAction, useLoad } from './hooks';
import { Keypad } from './Keypad';

export interface Callee {
  readonly number: string;
  readonly name: string | null;
  /** The queue the call is made for, if one is known already. */
  readonly queue: string | null;
}

/** Calls a number for one of the operator's queues: the own telephone rings first, then the number is dialled. */
export function CallDialog({ callee, onClose }: { readonly callee: Callee; readonly onClose: () => void }) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const queues = useLoad(() => api.callQueues(), '', 'call-queues');
  const [number, setNumber] = useState(callee.number);
  const [chosen, setChosen] = useState('');
  const mine = queues.value ?? [];
  const first = mine.find((q) => q.id === callee.queue) ?? mine[0];
  const queue = chosen || (first?.id ?? '');
  const none = queues.value !== null && mine.length === 0;
  const call = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    let contact = '';
    const placed = await run(async () => {
      contact = await api.callOut(queue, number.trim(), callee.name);
    });
    if (!placed) return;
    onClose();
    goTo('work', contact);
  };
  return (
    <Dialog title={words.t('call.title')} onClose={onClose}>
      <form onSubmit={(e) => void call(e)}>
        <ErrorNote error={error ?? queues.error} />
        {none && <p className="notice notice-info">{words.t('call.nobody')}</p>}
        <Field label={words.t('call.number')} hint={words.t('call.hint')}>
          {(ids) => (
            <input {...ids} type="tel" className="form-control" required maxLength={40} autoComplete="off" value={number} onChange={(e) => setNumber(e.target.value)} data-testid="call-number" />
          )}
        </Field>
        <Keypad onTone={(tone) => setNumber(number + tone)} />
        <Field label={words.t('call.queue')}>
          {(ids) => (
            <select {...ids} className="form-select" required value={queue} onChange={(e) => setChosen(e.target.value)} data-testid="call-queue">
              {mine.map((q) => (
                <option key={q.id} value={q.id}>
                  {q.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Button size="sm" color="primary" type="submit" className="w-100" disabled={busy || queue === '' || number.trim() === ''} data-testid="call-submit">
          {words.t('call.submit')}
        </Button>
      </form>
    </Dialog>
  );
}
