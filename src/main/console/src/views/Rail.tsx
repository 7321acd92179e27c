import { roleIn } from '../core/consult';
import { activeContacts, offers } from '../core/live';
import { Empty } from '../ui/Empty';
import { ContactRow } from './ContactRow';
import { useConsole, useWords } from './context';
import { OfferCard } from './OfferCard';
import { RingingCard } from './RingingCard';
import { SoftphoneBar } from './SoftphoneBar';
import { Watchers } from './Watchers';

/** Always beside the page: the telephone, what is offered to me, what I work on. */
export function Rail() {
  const words = useWords();
  const { live, call, session } = useConsole();
  const asked = Object.values(live.contacts).filter((c) => c.consult?.phase === 'ringing' && roleIn(c, session.user) === 'asked');
  const offered = [...offers(live), ...asked];
  const mine = activeContacts(live).filter((c) => !asked.includes(c));
  const calling = call.call.kind === 'ringing' ? call.call : null;
  // A call can ring a moment before its offer is told, and the other way round.
  const stray = calling !== null && !offered.some((c) => c.id === calling.contact);
  return (
    <aside id="rail" tabIndex={-1} className="rail" aria-label={words.t('rail.label')}>
      <SoftphoneBar />
      {mine
        .filter((card) => card.channel === 'voice' && card.live)
        .map((card) => (
          <Watchers key={card.id} contact={card.id} />
        ))}
      <section aria-labelledby="offers-title">
        <h2 id="offers-title" className="rail-title">
          {words.t('offer.title')}
          {offered.length > 0 && <span className="count">{offered.length}</span>}
        </h2>
        {stray && <RingingCard card={null} />}
        {offered.map((card) => (card.live ? <RingingCard key={card.id} card={card} /> : <OfferCard key={card.id} card={card} />))}
        {offered.length === 0 && !stray && <p className="rail-none">{words.t('offer.none')}</p>}
      </section>
      <section aria-labelledby="mine-title" className="rail-mine">
        <h2 id="mine-title" className="rail-title">
          {words.t('mine.title')}
          {mine.length > 0 && <span className="count is-quiet">{mine.length}</span>}
        </h2>
        {mine.length === 0 ? (
          <Empty icon="inbox" title={words.t('mine.none')} text={words.t(live.me?.presence === 'available' ? 'mine.waitingAvailable' : 'mine.waitingPause')} />
        ) : (
          <ul>
            {mine.map((card) => (
              <ContactRow key={card.id} card={card} />
            ))}
          </ul>
        )}
      </section>
    </aside>
  );
}
