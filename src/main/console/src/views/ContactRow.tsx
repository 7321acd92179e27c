import type { Card } from '../core/protocol';
import { clockText, elapsedMs, remainingMs, spanText, urgency } from '../core/time';
import { ChannelIcon } from '../ui/ChannelIcon';
import { StateChip } from '../ui/StateChip';
import { useConsole, useWords } from './context';
import { useNow, useRoute } from './hooks';

/** One of my contacts: who, what, and the next thing the clock says about it. */
export function ContactRow({ card }: { readonly card: Card }) {
  const words = useWords();
  const now = useNow();
  const [page, chosen] = useRoute();
  const arrived = useConsole().live.arrived[card.id] ?? 0;
  const late = card.live ? 'fine' : urgency(card.deadlineAt, card.arrivedAt, now);
  return (
    <li>
      <a
        href={`#/work/${encodeURIComponent(card.id)}`}
        className="contact-row"
        aria-current={page === 'work' && chosen === card.id ? 'page' : undefined}
        data-testid={`contact-${card.id}`}
        data-state={card.state.kind}
      >
        <ChannelIcon channel={card.channel} />
        <span className="contact-row-text">
          <span className="contact-row-who">{card.customer.name ?? card.customer.address}</span>
          <span className="contact-row-subject">{card.subject ?? card.queue?.name}</span>
          <span className="contact-row-foot">
            <StateChip kind={card.state.kind} />
            <span className={`due is-${late}`}>{clock()}</span>
            {arrived > 0 && (
              <span className="arrived" data-testid="arrived">
                {words.t('contact.arrivedShort', { n: arrived })}
              </span>
            )}
          </span>
        </span>
      </a>
    </li>
  );

  function clock(): string {
    const left = remainingMs(card.state.until, now);
    if (card.state.kind === 'wrapup' && left !== null) return left > 0 ? clockText(left) : words.t('wrapup.over');
    if (card.live || card.deadlineAt === null) return clockText(elapsedMs(card.state.since, now));
    const due = remainingMs(card.deadlineAt, now) ?? 0;
    return due === 0 ? words.t('contact.late') : words.t('contact.deadline', { span: spanText(due, words.t('app.days')) });
  }
}
