import type { Why } from '../core/protocol';
import { useWords } from './context';

/** Why this operator, or why nobody: the rule in one line, and on request who could not. */
export function WhyDetails({ why }: { readonly why: Why }) {
  const words = useWords();
  return (
    <details className="why" data-testid="why">
      <summary>{words.t('why.title')}</summary>
      <p>{words.of(why.text)}.</p>
      {why.out.length > 0 && (
        <ul>
          {why.out.map((out) => (
            <li key={out.reason}>
              <strong>{out.count}</strong> {words.of(out.text)}
              {out.who.length > 0 && <span className="quiet">: {out.who.map((o) => o.name).join(', ')}{out.count > out.who.length ? '…' : ''}</span>}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
