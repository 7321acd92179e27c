import type { Card } from '../core/protocol';
import { clockText, remainingMs, share } from '../core/time';
import { ChannelIcon } from '../ui/ChannelIcon';
import { useWords } from './context';
import { useNow } from './hooks';

/** Who, about what, from which queue, and how long the offer lasts. */
export function OfferHead({ card }: { readonly card: Card }) {
  const words = useWords();
  const now = useNow();
  const left = remainingMs(card.state.until, now);
  return (
    <>
      <div className="offer-head">
        <ChannelIcon channel={card.channel} />
        <div className="offer-who">
          <strong>{card.customer.name ?? card.customer.address}</strong>
          {card.customer.name !== null && <span className="quiet">{card.customer.address}</span>}
        </div>
        {left !== null && (
          <span className="offer-left" aria-label={words.t('offer.left', { time: clockText(left) })}>
            {clockText(left)}
          </span>
        )}
      </div>
      {card.subject !== null && <p className="offer-subject">{card.subject}</p>}
      {card.queue !== null && <p className="quiet">{words.t('contact.queue', { name: card.queue.name })}</p>}
      <progress className="offer-bar" max={1} value={share(card.state.since, card.state.until, now)} aria-hidden="true" />
    </>
  );
}
