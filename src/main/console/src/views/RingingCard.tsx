import { Button } from 'design-react-kit';
import type { Card } from '../core/protocol';
import { ErrorNote } from '../ui/ErrorNote';
import { Icon } from '../ui/Icon';
import { useConsole, useWords } from './context';
import { useAction } from './hooks';
import { OfferHead } from './OfferHead';

/** A call offered to me: taken and turned down on the telephone itself. Without a card the call rang before its offer was told. */
export function RingingCard({ card }: { readonly card: Card | null }) {
  const words = useWords();
  const { api, phone, call, session } = useConsole();
  const { busy, error, run } = useAction();
  const now = call.call;
  const desk = session.deskPhone;
  const asks = card !== null && card.state.kind !== 'offered' ? card.consult : null;
  const here = now.kind === 'ringing' && (card === null || now.contact === card.id) ? now : null;
  const answering = now.kind === 'answering' && now.contact === (card?.id ?? null);
  const id = card?.id ?? here?.contact ?? 'call';
  const decline = (): void => {
    if (here !== null) phone.reject();
    else if (card !== null && asks === null) void run(() => api.decline(card.id, 'operator'));
  };
  return (
    <article className="offer is-call" data-testid={`offer-${id}`}>
      {card === null ? (
        <div className="offer-head">
          <Icon name="telephone" />
          <strong>{here?.caller || words.t('phone.unknown')}</strong>
        </div>
      ) : (
        <OfferHead card={card} />
      )}
      {here?.trouble != null && (
        <p className="trouble" role="alert" data-testid="call-trouble">
          {words.t(`trouble.${here.trouble}`)}
        </p>
      )}
      {here === null && !answering && <p className="quiet">{words.t(desk ? 'offer.onDesk' : call.line.kind === 'ready' ? 'offer.soonRings' : 'offer.noPhone')}</p>}
      {asks != null && <p className="offer-callback">{words.t('consult.askedBy', { name: asks.by.name })}</p>}
      <ErrorNote error={error} />
      <div className="offer-buttons">
        {!desk && <Button size="sm" color="success" disabled={here === null} onClick={() => phone.answer()} data-testid="call-answer">
          <Icon name="telephone" /> {words.t(answering ? 'phone.answering' : 'phone.answer')}
        </Button>}
        <Button size="sm" color="danger" outline disabled={busy || answering} onClick={decline} data-testid="offer-decline">
          {words.t('phone.decline')}
        </Button>
      </div>
    </article>
  );
}
