import type { Escalation } from '../core/protocol';
import { useWords } from './context';

export function EscalationList({ escalations }: { readonly escalations: readonly Escalation[] }) {
  const words = useWords();
  if (escalations.length === 0) return <p className="quiet">{words.t('contact.noEscalations')}</p>;
  return (
    <div>
      {escalations.map((e) => (
        <article key={e.id} className="escalation" data-testid={`escalation-${e.id}`}>
          <header>
            <strong>{e.center.name}</strong>
            <span className={`chip-state is-${e.state === 'answered' ? 'handling' : e.state === 'open' ? 'escalated' : 'late'}`}>{words.t(`escalation.${e.state}`)}</span>
            {e.state === 'open' && <span className="quiet">{words.t('expert.due', { when: words.when(e.dueAt) })}</span>}
          </header>
          <p className="preserve">{e.question}</p>
          {e.opinion !== null && (
            <blockquote data-testid="opinion">
              <p className="preserve">{e.opinion}</p>
              <footer className="quiet">
                {words.t('escalation.opinionBy', { name: e.answeredBy?.name ?? '' })}
                {e.answeredAt !== null && `, ${words.when(e.answeredAt)}`}
              </footer>
            </blockquote>
          )}
        </article>
      ))}
    </div>
  );
}
