import { Button } from 'design-react-kit';
import { type FormEvent, useState } from 'react';
import { Empty } from '../ui/Empty';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { Grid } from '../ui/Grid';
import { Loading } from '../ui/Loading';
import { useConsole, useWords } from './context';
import { useLoad } from './hooks';
import { IndicatorRow } from './IndicatorRow';

/** The indicators of a period, each with the figures and the definition it comes from. */
export function IndicatorsPage() {
  const words = useWords();
  const { api, nowMs } = useConsole();
  const today = words.isoDay(nowMs());
  const [draft, setDraft] = useState({ from: today, to: today });
  const [period, setPeriod] = useState(draft);
  const key = `${period.from}/${period.to}`;
  const report = useLoad(() => api.indicators(period.from, period.to), key, key);
  const show = (event: FormEvent): void => {
    event.preventDefault();
    if (draft.from === period.from && draft.to === period.to) report.reload();
    else setPeriod(draft);
  };
  return (
    <div className="page">
      <h1>{words.t('indicators.title')}</h1>
      <form className="filters" onSubmit={show}>
        <Field label={words.t('indicators.from')}>
          {(ids) => <input {...ids} type="date" required max={draft.to} className="form-control" value={draft.from} onChange={(e) => setDraft({ ...draft, from: e.target.value })} data-testid="indicators-from" />}
        </Field>
        <Field label={words.t('indicators.to')}>
          {(ids) => <input {...ids} type="date" required min={draft.from} className="form-control" value={draft.to} onChange={(e) => setDraft({ ...draft, to: e.target.value })} data-testid="indicators-to" />}
        </Field>
        <Button size="sm" color="primary" type="submit" data-testid="indicators-show">
          {words.t('indicators.show')}
        </Button>
      </form>
      <ErrorNote error={report.error} />
      {report.value === null ? (
        report.loading && <Loading />
      ) : report.value.indicators.length === 0 ? (
        <Empty icon="chart-line" title={words.t('indicators.none')} />
      ) : (
        <Grid
          label={words.t('indicators.title')}
          testId="indicators-table"
          columns={[
            { label: words.t('indicators.name') },
            { label: words.t('indicators.scope') },
            { label: words.t('indicators.ratio'), number: true },
            { label: words.t('indicators.value'), number: true },
            { label: words.t('indicators.target'), number: true },
            { label: words.t('indicators.met') },
          ]}
        >
          {report.value.indicators.map((figure, i) => (
            <IndicatorRow key={`${figure.id}/${figure.queue}/${figure.channel}/${i}`} figure={figure} />
          ))}
        </Grid>
      )}
    </div>
  );
}
