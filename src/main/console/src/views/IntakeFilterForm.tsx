import { Button } from 'design-react-kit';
import { type FormEvent, useState } from 'react';
import type { IntakeFilter } from '../api/client';
import { Field } from '../ui/Field';
import { useWords } from './context';

const FATES = ['contact', 'follow-up', 'receipt', 'unproven', 'bounce', 'ignored', 'known', 'failed'] as const;

export function IntakeFilterForm(props: { readonly filter: IntakeFilter; readonly onSearch: (filter: IntakeFilter) => void }) {
  const words = useWords();
  const [draft, setDraft] = useState(props.filter);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onSearch({ ...draft, text: draft.text.trim() });
  };
  return (
    <form className="filters" onSubmit={submit} role="search">
      <Field label={words.t('history.day')}>
        {(ids) => <input {...ids} type="date" className="form-control" value={draft.day} onChange={(e) => setDraft({ ...draft, day: e.target.value })} data-testid="intake-day" />}
      </Field>
      <Field label={words.t('intake.fate')}>
        {(ids) => (
          <select {...ids} className="form-select" value={draft.fate} onChange={(e) => setDraft({ ...draft, fate: e.target.value })} data-testid="intake-fate">
            <option value="">{words.t('history.all')}</option>
            {FATES.map((fate) => (
              <option key={fate} value={fate}>
                {words.t(`fate.${fate}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="filters-text">
        <Field label={words.t('intake.text')}>
          {(ids) => <input {...ids} type="search" className="form-control" value={draft.text} onChange={(e) => setDraft({ ...draft, text: e.target.value })} data-testid="intake-text" />}
        </Field>
      </div>
      <Button size="sm" color="primary" type="submit" data-testid="intake-search">
        {words.t('history.search')}
      </Button>
    </form>
  );
}
