import { type FormEvent, useState } from 'react';
import type { Card, Operator } from '../core/protocol';
import type { Words } from '../i18n/i18n';
import { Dialog } from '../ui/Dialog';
import { DialogFoot } from '../ui/DialogFoot';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { Tabs } from '../ui/Tabs';
import { useConsole, useWords } from './context';
import { useAction, useLoad } from './hooks';

type Target = 'to-queue' | 'to-operator' | 'to-number';

/** Gives a contact to a queue or to an operator, a caller also to a number outside. */
export function TransferDialog({ card, onClose }: { readonly card: Card; readonly onClose: () => void }) {
  const words = useWords();
  const { api, session } = useConsole();
  const { busy, error, run, clear } = useAction();
  const queues = useLoad(() => api.queues(), '', 'queues');
  const operators = useLoad(() => api.operators(), '', 'operators');
  const [target, setTarget] = useState<Target>('to-queue');
  const [queue, setQueue] = useState('');
  const [operator, setOperator] = useState('');
  const [number, setNumber] = useState('');
  const chosen = { 'to-queue': queue, 'to-operator': operator, 'to-number': number.trim() }[target];
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const call = {
      'to-queue': () => api.transfer(card.id, chosen),
      'to-operator': () => api.transferTo(card.id, chosen),
      'to-number': () => api.forward(card.id, chosen),
    }[target];
    if (await run(call)) onClose();
  };
  const targets: readonly Target[] = card.live ? ['to-queue', 'to-operator', 'to-number'] : ['to-queue', 'to-operator'];
  return (
    <Dialog title={words.t('transfer.title')} onClose={onClose}>
      <form onSubmit={(e) => void send(e)}>
        <Tabs
          tabs={targets.map((id) => ({ id, label: words.t(`transfer.${id}`), count: 0 }))}
          chosen={target}
          panel="transfer"
          onChoose={(id) => {
            clear();
            setTarget(id);
          }}
        />
        <div role="tabpanel" id="transfer" aria-labelledby={`transfer-${target}`} className="transfer-panel">
          <ErrorNote error={error ?? (target === 'to-operator' ? operators.error : queues.error)} />
          {target === 'to-queue' && (
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
          )}
          {target === 'to-operator' && (
            <Field label={words.t('transfer.operator')} hint={words.t('transfer.operatorHint')}>
              {(ids) => (
                <select {...ids} className="form-select" required value={operator} onChange={(e) => setOperator(e.target.value)} data-testid="transfer-operator">
                  <option value="">{words.t('escalate.choose')}</option>
                  {operators.value
                    ?.filter((o) => o.id !== session.user)
                    .map((o) => (
                      <option key={o.id} value={o.id}>
                        {`${o.name}: ${doing(o, card.live, words)}`}
                      </option>
                    ))}
                </select>
              )}
            </Field>
          )}
          {target === 'to-number' && (
            <Field label={words.t('transfer.number')} hint={words.t('transfer.numberHint')}>
              {(ids) => (
                <input {...ids} className="form-control" type="tel" required autoComplete="off" value={number} onChange={(e) => setNumber(e.target.value)} data-testid="transfer-number" />
              )}
            </Field>
          )}
        </div>
        <DialogFoot send={words.t('transfer.send')} disabled={busy || chosen === ''} onClose={onClose} testId="transfer-send" />
      </form>
    </Dialog>
  );
}

/** Whether a colleague can take it now, in few words. */
function doing(operator: Operator, live: boolean, words: Words): string {
  if (operator.presence !== 'available') return words.t(`presence.${operator.presence}`);
  if (live && !operator.phone) return words.t('transfer.noPhone');
  return operator.activity.some((a) => a.channel === 'voice' || a.state === 'offered') ? words.t('transfer.busy') : words.t('presence.available');
}
