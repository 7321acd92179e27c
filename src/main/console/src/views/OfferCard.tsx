import { Button } from 'design-react-kit';
import type { Card } from '../core/protocol';
import { ErrorNote } from '../ui/ErrorNote';
import { useConsole, useWords } from './context';
import { goTo, useAction } from './hooks';
import { OfferHead } from './OfferHead';

/** Work offered to me that does not ring: a written contact, or a call whose caller has gone. */
export function OfferCard({ card }: { readonly card: Card }) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const accept = async (): Promise<void> => {
    if (await run(() => api.accept(card.id))) goTo('work', card.id);
  };
  return (
    <article className="offer" data-testid={`offer-${card.id}`}>
      <OfferHead card={card} />
      {card.callback !== null && (
        <p className="offer-callback" data-testid="offer-callback">
          <strong>{words.t('callback.offer', { number: card.callback.number })}</strong>
          {card.callback.tries > 0 && <span> {words.t('callback.tries', { n: String(card.callback.tries) })}</span>}
        </p>
      )}
      {card.channel === 'voice' && card.callback === null && <p className="offer-callback">{words.t('offer.callback', { number: card.customer.address })}</p>}
      <ErrorNote error={error} />
      <div className="offer-buttons">
        <Button size="sm" color="primary" disabled={busy} onClick={() => void accept()} data-testid="offer-accept">
          {words.t(card.callback === null ? 'offer.accept' : 'callback.accept')}
        </Button>
        <Button size="sm" color="primary" outline disabled={busy} onClick={() => void run(() => api.decline(card.id, 'operator'))} data-testid="offer-decline">
          {words.t('offer.decline')}
        </Button>
      </div>
    </article>
  );
}
