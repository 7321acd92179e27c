import { openEscalations } from '../core/live';
import type { Escalation } from '../core/protocol';
import { remainingMs, spanText, urgency } from '../core/time';
import { Empty } from '../ui/Empty';
import { useConsole, useWords } from './context';
import { ExpertAnswer } from './ExpertAnswer';
import { useNow } from './hooks';

/** The questions asked of my centers, most pressing first, and beside them the one I answer. */
export function ExpertPage({ chosen }: { readonly chosen: string | null }) {
  const words = useWords();
  const { live, session } = useConsole();
  const open = openEscalations(live, new Set(session.centers.map((c) => c.id)));
  const escalation = chosen === null ? undefined : live.escalations[chosen];
  return (
    <div className="expert">
      <div className="expert-list">
        <h1>{words.t('expert.title')}</h1>
        {open.length === 0 && <Empty icon="check-circle" title={words.t('expert.none')} />}
        <ul>
          {open.map((e) => (
            <Question key={e.id} escalation={e} current={e.id === chosen} />
          ))}
        </ul>
      </div>
      <div className="expert-answer">
        {escalation === undefined ? (
          open.length > 0 && <Empty icon="help-circle" title={words.t('expert.choose')} />
        ) : (
          <ExpertAnswer key={escalation.id} escalation={escalation} />
        )}
      </div>
    </div>
  );
}

function Question({ escalation, current }: { readonly escalation: Escalation; readonly current: boolean }) {
  const words = useWords();
  const now = useNow();
  const left = remainingMs(escalation.dueAt, now) ?? 0;
  return (
    <li>
      <a
        href={`#/expert/${encodeURIComponent(escalation.id)}`}
        className="contact-row"
        aria-current={current ? 'page' : undefined}
        data-testid={`escalation-${escalation.id}`}
      >
        <span className="contact-row-text">
          <span className="contact-row-who">{escalation.center.name}</span>
          <span className="contact-row-subject is-wrapped">{escalation.question}</span>
          <span className="contact-row-foot">
            <span className="quiet">{words.t('expert.asked', { name: escalation.askedBy.name })}</span>
            <span className={`due is-${urgency(escalation.dueAt, escalation.askedAt, now)}`}>
              {left === 0 ? words.t('contact.late') : words.t('contact.deadline', { span: spanText(left, words.t('app.days')) })}
            </span>
          </span>
        </span>
      </a>
    </li>
  );
}
