import { Button } from 'design-react-kit';
import { type FormEvent, useState } from 'react';
import type { Card } from '../core/protocol';
import { clockText, remainingMs, share } from '../core/time';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { useConsole, useWords } from './context';
import { goTo, useAction, useNow } from './hooks';

/** After-contact work on a caller whom I gave to a colleague: a note for them, and the time that is left. */
export function GivenPanel({ card }: { readonly card: Card }) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const now = useNow();
  const [note, setNote] = useState('');
  const left = remainingMs(card.state.until, now) ?? 0;
  const done = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const text = note.trim();
    const finished = await run(async () => {
      if (text !== '') await api.note(card.id, text);
      setNote('');
      await api.wrappedUp(card.id);
    });
    if (finished) goTo('work');
  };
  return (
    <section className="wrapup panel" aria-labelledby="given-title" data-testid="given">
      <h2 id="given-title">{words.t('given.title', { name: card.operator?.name ?? '' })}</h2>
      <div className={`wrapup-clock ${left < 15_000 ? 'is-late' : ''}`}>
        {left === 0 ? words.t('wrapup.over') : words.t('wrapup.left', { time: clockText(left) })}
        <progress className="offer-bar" max={1} value={share(card.state.since, card.state.until, now)} aria-hidden="true" />
      </div>
      <form onSubmit={(e) => void done(e)}>
        <ErrorNote error={error} />
        <Field label={words.t('given.note')}>
          {(ids) => <textarea {...ids} className="form-control" rows={3} value={note} onChange={(e) => setNote(e.target.value)} data-testid="given-note" />}
        </Field>
        <Button size="sm" color="primary" type="submit" className="w-100" disabled={busy} data-testid="given-done">
          {words.t('given.done')}
        </Button>
      </form>
    </section>
  );
}
