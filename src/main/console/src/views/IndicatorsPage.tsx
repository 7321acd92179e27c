import { Button } from 'design-react-kit';
import { type FormEvent, useState } from 'react';
import { localDay } from '../core/time';
import { Empty } from '../ui/Empty';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { Loading } from '../ui/Loading';
import { useConsole, useWords } from './context';
import { useLoad } from './hooks';
import { IndicatorRow } from './IndicatorRow';

/** The indicators of a period, each with the figures and the definition it comes from. */
export function IndicatorsPage() {
  const words = useWords();
  const { api, nowMs } = useConsole();
  const today = localDay(nowMs());
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
        <div className="table-frame" tabIndex={0} role="region" aria-label={words.t('indicators.title')}>
          <table className="grid" data-testid="indicators-table">
            <thead>
              <tr>
                <th scope="col">{words.t('indicators.name')}</th>
                <th scope="col">{words.t('indicators.scope')}</th>
                <th scope="col" className="num">
                  {words.t('indicators.ratio')}
                </th>
                <th scope="col" className="num">
                  {words.t('indicators.value')}
                </th>
                <th scope="col" className="num">
                  {words.t('indicators.target')}
                </th>
                <th scope="col">{words.t('indicators.met')}</th>
              </tr>
            </thead>
            <tbody>
              {report.value.indicators.map((figure, i) => (
                <IndicatorRow key={`${figure.id}/${figure.queue}/${figure.channel}/${i}`} figure={figure} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
