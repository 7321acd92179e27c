import { Button } from 'design-react-kit';
import { useState } from 'react';
import type { WaitingContact } from '../core/protocol';
import { Dialog } from '../ui/Dialog';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { Loading } from '../ui/Loading';
import { useConsole, useWords } from './context';
import { useAction, useLoad } from './hooks';

/** Who could take a waiting contact now, why the others cannot, and three ways to move it. */
export function MoveDialog({ waiting, onClose }: { readonly waiting: WaitingContact; readonly onClose: () => void }) {
  const words = useWords();
  const { api, live } = useConsole();
  const { busy, error, run } = useAction();
  const id = waiting.card.id;
  const asked = useLoad(() => api.candidates(id), id, id);
  const [queue, setQueue] = useState('');
  const [operator, setOperator] = useState('');
  const move = async (to: 'front' | 'queue' | 'operator', where: string | null) => {
    if (await run(() => api.move(id, to, where))) onClose();
  };
  const queues = Object.values(live.queues).sort((a, b) => a.name.localeCompare(b.name));
  return (
    <Dialog title={words.t('move.title', { who: waiting.card.customer.name ?? waiting.card.customer.address })} onClose={onClose}>
      <ErrorNote error={error ?? asked.error} />
      {asked.value === null && asked.error === null && <Loading />}
      {asked.value !== null && (
        <>
          {asked.value.why !== null && <p>{words.of(asked.value.why.text)}.</p>}
          <ul className="candidates" data-testid="candidates">
            {asked.value.candidates.map((c) => (
              <li key={c.operator.id}>
                <strong>{c.operator.name}</strong>: {c.can ? words.t('move.can') : c.why !== null && words.of(c.why)}
              </li>
            ))}
          </ul>
        </>
      )}
      <Field label={words.t('move.queue')} hint={words.t('move.queueHint')}>
        {(ids) => (
          <select {...ids} className="form-select" value={queue} onChange={(e) => setQueue(e.target.value)} data-testid="move-queue">
            <option value="">{words.t('escalate.choose')}</option>
            {queues
              .filter((q) => q.id !== waiting.card.queue?.id)
              .map((q) => (
                <option key={q.id} value={q.id}>
                  {q.name}
                </option>
              ))}
          </select>
        )}
      </Field>
      <Field label={words.t('move.operator')} hint={words.t('transfer.operatorHint')}>
        {(ids) => (
          <select {...ids} className="form-select" value={operator} onChange={(e) => setOperator(e.target.value)} data-testid="move-operator">
            <option value="">{words.t('escalate.choose')}</option>
            {asked.value?.candidates.map((c) => (
              <option key={c.operator.id} value={c.operator.id}>
                {c.operator.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <footer className="console-dialog-foot">
        <Button size="sm" color="primary" outline disabled={busy} onClick={() => void move('front', null)} data-testid="move-front">
          {words.t('move.front')}
        </Button>
        <Button
          size="sm"
          color="primary"
          disabled={busy || (queue === '') === (operator === '')}
          onClick={() => void (queue !== '' ? move('queue', queue) : move('operator', operator))}
          data-testid="move-send"
        >
          {words.t('move.send')}
        </Button>
      </footer>
    </Dialog>
  );
}
