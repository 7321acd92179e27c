import { Button } from 'design-react-kit';
import { type FormEvent, useState } from 'react';
import type { HistoryFilter } from '../api/client';
import { Field } from '../ui/Field';
import { useConsole, useWords } from './context';

export function HistoryFilterForm(props: { readonly filter: HistoryFilter; readonly onSearch: (filter: HistoryFilter) => void }) {
  const words = useWords();
  const { session } = useConsole();
  const [draft, setDraft] = useState(props.filter);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onSearch({ ...draft, text: draft.text.trim() });
  };
  return (
    <form className="filters" onSubmit={submit} role="search">
      <Field label={words.t('history.day')}>
        {(ids) => <input {...ids} type="date" required className="form-control" value={draft.day} onChange={(e) => setDraft({ ...draft, day: e.target.value })} data-testid="history-day" />}
      </Field>
      <Field label={words.t('history.state')}>
        {(ids) => (
          <select {...ids} className="form-select" value={draft.state} onChange={(e) => setDraft({ ...draft, state: asState(e.target.value) })} data-testid="history-state">
            <option value="">{words.t('history.all')}</option>
            <option value="open">{words.t('history.open')}</option>
            <option value="closed">{words.t('history.closedState')}</option>
          </select>
        )}
      </Field>
      <Field label={words.t('history.channel')}>
        {(ids) => (
          <select {...ids} className="form-select" value={draft.channel} onChange={(e) => setDraft({ ...draft, channel: e.target.value })} data-testid="history-channel">
            <option value="">{words.t('history.all')}</option>
            {session.channels.map((channel) => (
              <option key={channel} value={channel}>
                {words.code('channel', channel)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="filters-text">
        <Field label={words.t('history.text')}>
          {(ids) => <input {...ids} type="search" className="form-control" value={draft.text} onChange={(e) => setDraft({ ...draft, text: e.target.value })} data-testid="history-text" />}
        </Field>
      </div>
      <Button size="sm" color="primary" type="submit" data-testid="history-search">
        {words.t('history.search')}
      </Button>
    </form>
  );
}

function asState(value: string): HistoryFilter['state'] {
  return value === 'open' || value === 'closed' ? value : '';
}
