import { useEffect, useMemo, useRef, useState } from 'react';
import { isSupervision } from '../core/call';
import { offers } from '../core/live';
import { Ringer } from '../phone/ringer';
import { useConsole, useWords } from './context';
import { goTo } from './hooks';
import { soundWanted } from './sound';

/** Calls for the operator: the page's title, the sound, the spoken announcement; and opens the contact of an answered call. */
export function Attention() {
  const words = useWords();
  const { live, call } = useConsole();
  const waiting = offers(live);
  const ringer = useMemo(() => new Ringer(), []);
  const known = useRef<ReadonlySet<string>>(new Set());
  const ringing = call.call.kind === 'ringing';
  const talkingOn = call.call.kind === 'talking' ? call.call.contact : null;
  const newest = waiting[waiting.length - 1];

  useEffect(() => {
    document.title = waiting.length === 0 ? words.t('app.name') : words.t('app.titleOffers', { n: waiting.length });
  }, [waiting.length, words]);
  useEffect(() => {
    if (ringing && soundWanted()) ringer.ring();
    return () => ringer.silence();
  }, [ringing, ringer]);
  useEffect(() => {
    const fresh = waiting.some((c) => !known.current.has(c.id) && !c.live);
    known.current = new Set(waiting.map((c) => c.id));
    if (fresh && soundWanted()) ringer.chime();
  });
  const [written, setWritten] = useState('');
  const arrivals = useRef(live.arrived);
  useEffect(() => {
    const fresh = Object.keys(live.arrived).find((id) => (live.arrived[id] ?? 0) > (arrivals.current[id] ?? 0));
    arrivals.current = live.arrived;
    if (fresh === undefined) return;
    const customer = live.contacts[fresh]?.customer;
    setWritten(words.t('contact.arrivedAnnounce', { who: customer?.name ?? customer?.address ?? '' }));
    if (soundWanted()) ringer.chime();
  }, [live.arrived, live.contacts, words, ringer]);
  useEffect(() => {
    // a supervisor who takes part in a talk stays where they are
    if (talkingOn !== null && !isSupervision(talkingOn)) goTo('work', talkingOn);
  }, [talkingOn]);

  return (
    <>
      <div className="visually-hidden" aria-live="polite">
        {written}
      </div>
      <div className="visually-hidden" aria-live="assertive" data-testid="announcement">
        {newest !== undefined &&
          words.t('offer.announce', {
            channel: words.code('channel', newest.channel),
            who: newest.customer.name ?? newest.customer.address,
          })}
      </div>
    </>
  );
}
