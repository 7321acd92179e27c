import type { Figure } from '../core/protocol';
import { Icon } from '../ui/Icon';
import { useConsole, useWords } from './context';

export function IndicatorRow({ figure }: { readonly figure: Figure }) {
  const words = useWords();
  const { live } = useConsole();
  const parameters = Object.entries(figure.parameters).map(([name, value]) => `${name} = ${value}`);
  const scope = [
    figure.queue === null ? null : (live.queues[figure.queue]?.name ?? figure.queue),
    figure.channel === null ? null : words.code('channel', figure.channel),
  ].filter((s) => s !== null);
  const shown = (value: number): string => {
    if (figure.unit === 'ratio') return words.percent(value);
    if (figure.unit === 'score') return `${words.number(value, 2)} / 4`;
    return figure.unit === 'seconds' ? `${words.number(value, 1)} s` : words.number(value, 0);
  };
  return (
    <tr data-testid={`indicator-${figure.id}`}>
      <th scope="row">
        {words.of(figure.name)}
        <span className="definition">
          {words.t('indicators.definition', { id: figure.id, version: figure.version })}
          {parameters.length > 0 && `; ${parameters.join(', ')}`}
        </span>
      </th>
      <td>{scope.length === 0 ? words.t('indicators.whole') : scope.join(', ')}</td>
      <td className="num">
        {words.number(figure.numerator, 1)} / {words.number(figure.denominator, 1)}
      </td>
      <td className="num">
        {figure.value === null ? <span className="quiet">{words.t('indicators.nothing')}</span> : <strong className="figure">{shown(figure.value)}</strong>}
      </td>
      <td className="num">{figure.target === null ? '—' : shown(figure.target)}</td>
      <td className="nowrap">
        {figure.met === null ? (
          <span className="quiet">{figure.target === null ? words.t('indicators.metNone') : '—'}</span>
        ) : (
          <span className={`met ${figure.met ? 'is-met' : 'is-missed'}`}>
            <Icon name={figure.met ? 'check-circle' : 'warning-circle'} />
            {words.t(figure.met ? 'indicators.metYes' : 'indicators.metNo')}
          </span>
        )}
      </td>
    </tr>
  );
}
