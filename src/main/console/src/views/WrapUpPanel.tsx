import { Button } from 'design-react-kit';
import { type FormEvent, useState } from 'react';
import type { Card, Leaf } from '../core/protocol';
import { clockText, remainingMs, share } from '../core/time';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { useConsole, useWords } from './context';
import { goTo, useAction, useDraft, useLoad, useNow } from './hooks';

/** After-contact work: three levels of classification, a note, the time that is left, and the closing. */
export function WrapUpPanel({ card }: { readonly card: Card }) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const more = useAction();
  const tree = useLoad(() => api.classification(), '', 'classification');
  const now = useNow();
  const [area, setArea] = useState('');
  const [topic, setTopic] = useState('');
  const [detail, setDetail] = useState('');
  const [note, setNote] = useDraft('closing', card.id);
  const left = remainingMs(card.state.until, now);
  const topics = tree.value?.find((a) => a.id === area)?.topics ?? [];
  const details = topics.find((t) => t.id === topic)?.details ?? [];
  const complete = area !== '' && topic !== '' && (detail !== '' || details.length === 0);

  const close = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const classification = [area, topic, detail].filter((id) => id !== '');
    if (!(await run(() => api.close(card.id, classification, note.trim())))) return;
    setNote('');
    goTo('work');
  };
  const level = (name: 'area' | 'topic' | 'detail', options: readonly Leaf[], value: string, choose: (id: string) => void) => (
    <Field label={words.t(`wrapup.${name}`)}>
      {(ids) => (
        <select {...ids} className="form-select" required disabled={options.length === 0} value={value} onChange={(e) => choose(e.target.value)} data-testid={`close-classification-${name}`}>
          <option value="">{words.t('escalate.choose')}</option>
          {options.map((o) => (
            <option key={o.id} value={o.id}>
              {words.of(o.label)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <section className="wrapup panel" aria-labelledby="wrapup-title" data-testid="wrapup">
      <h2 id="wrapup-title">{words.t('wrapup.title')}</h2>
      {left !== null && (
        <div className={`wrapup-clock ${left < 15_000 ? 'is-late' : ''}`} data-testid="wrapup-clock">
          {left === 0 ? words.t('wrapup.over') : words.t('wrapup.left', { time: clockText(left) })}
          <progress className="offer-bar" max={1} value={share(card.state.since, card.state.until, now)} aria-hidden="true" />
        </div>
      )}
      <div className="contact-actions">
        {left !== null && (
          <Button size="xs" color="primary" outline disabled={more.busy} onClick={() => void more.run(() => api.extendWrapUp(card.id))} data-testid="wrapup-extend">
            {words.t('wrapup.extend')}
          </Button>
        )}
        {card.notReached !== null && (
          <Button size="xs" color="primary" outline disabled={more.busy} onClick={() => void more.run(() => api.callAgain(card.id))} data-testid="call-again">
            {words.t('call.again')}
          </Button>
        )}
      </div>
      <ErrorNote error={more.error} />
      <form onSubmit={(e) => void close(e)}>
        <ErrorNote error={error ?? tree.error} />
        {level('area', tree.value ?? [], area, (id) => (setArea(id), setTopic(''), setDetail('')))}
        {level('topic', topics, topic, (id) => (setTopic(id), setDetail('')))}
        {level('detail', details, detail, setDetail)}
        <Field label={words.t('wrapup.note')}>
          {(ids) => <textarea {...ids} className="form-control" rows={2} value={note} onChange={(e) => setNote(e.target.value)} data-testid="close-note" />}
        </Field>
        <Button size="sm" color="primary" type="submit" className="w-100" disabled={busy || !complete} data-testid="close-submit">
          {words.t('wrapup.close')}
        </Button>
      </form>
    </section>
  );
}
