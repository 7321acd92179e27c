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

type Target = 'operator' | 'number';
const TARGETS: readonly Target[] = ['operator', 'number'];

/** Whom to ask while the caller hears music: a colleague whose telephone is free, or a number outside. */
export function ConsultDialog({ card, onClose }: { readonly card: Card; readonly onClose: () => void }) {
  const words = useWords();
  const { api, session, phone, call } = useConsole();
  const { busy, error, run, clear } = useAction();
  const operators = useLoad(() => api.operators(), '', 'operators');
  const [target, setTarget] = useState<Target>('operator');
  const [operator, setOperator] = useState('');
  const [number, setNumber] = useState('');
  const chosen = target === 'operator' ? operator : number.trim();
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // Who is on hold by this telephone would stay deaf while somebody else is asked.
    if (call.call.kind === 'talking' && call.call.held) phone.hold(false);
    if (await run(() => api.consult(card.id, target, chosen))) onClose();
  };
  return (
    <Dialog title={words.t('consult.title')} onClose={onClose}>
      <form onSubmit={(e) => void ask(e)}>
        <Tabs
          tabs={TARGETS.map((id) => ({ id, label: words.t(`consult.to-${id}`), count: 0 }))}
          chosen={target}
          panel="consult"
          onChoose={(id) => {
            clear();
            setTarget(id);
          }}
        />
        <div role="tabpanel" id="consult" aria-labelledby={`consult-${target}`} className="transfer-panel">
          <ErrorNote error={error ?? operators.error} />
          {target === 'operator' ? (
            <Field label={words.t('transfer.operator')} hint={words.t('consult.hint')}>
              {(ids) => (
                <select {...ids} className="form-select" required value={operator} onChange={(e) => setOperator(e.target.value)} data-testid="consult-operator">
                  <option value="">{words.t('escalate.choose')}</option>
                  {operators.value
                    ?.filter((o) => o.id !== session.user)
                    .map((o) => (
                      <option key={o.id} value={o.id} disabled={!canAnswer(o)}>
                        {`${o.name}: ${doing(o, words)}`}
                      </option>
                    ))}
                </select>
              )}
            </Field>
          ) : (
            <Field label={words.t('transfer.number')} hint={words.t('consult.hint')}>
              {(ids) => (
                <input {...ids} className="form-control" type="tel" required autoComplete="off" value={number} onChange={(e) => setNumber(e.target.value)} data-testid="consult-number" />
              )}
            </Field>
          )}
        </div>
        <DialogFoot send={words.t('consult.ask')} disabled={busy || chosen === ''} onClose={onClose} testId="consult-send" />
      </form>
    </Dialog>
  );
}

/** A colleague on a pause may be asked; one on the telephone cannot answer. */
function canAnswer(operator: Operator): boolean {
  return operator.phone && !operator.activity.some((a) => a.channel === 'voice');
}

function doing(operator: Operator, words: Words): string {
  if (!operator.phone) return words.t('transfer.noPhone');
  return canAnswer(operator) ? words.t(`presence.${operator.presence}`) : words.t('transfer.busy');
}
