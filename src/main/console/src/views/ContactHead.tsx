import { Button } from 'design-react-kit';
import { useState } from 'react';
import { evidenceUrl } from '../api/client';
import { canAsk } from '../core/consult';
import type { Card } from '../core/protocol';
import { remainingMs, spanText, urgency } from '../core/time';
import { ChannelIcon } from '../ui/ChannelIcon';
import { ErrorNote } from '../ui/ErrorNote';
import { StateChip } from '../ui/StateChip';
import { CallDialog } from './CallDialog';
import { useConsole, useWords } from './context';
import { ConsultDialog } from './ConsultDialog';
import { EscalateDialog } from './EscalateDialog';
import { useAction, useNow } from './hooks';
import { TransferDialog } from './TransferDialog';

/** What looks like a telephone number; whether it may be called, the server says. */
const PHONE_NUMBER = /^\+?[0-9][0-9 ]{4,}$/;

/** Who and what, the state and its clock, and what can be done now. */
export function ContactHead({ card, mine, replyTo, infected = false }: { readonly card: Card; readonly mine: boolean; readonly replyTo: string | null; /** Whether a virus was found in its messages. */ readonly infected?: boolean }) {
  const words = useWords();
  const { api, call, session } = useConsole();
  const { busy, error, run } = useAction();
  const now = useNow();
  const [open, setOpen] = useState<'call' | 'consult' | 'escalate' | 'transfer' | null>(null);
  const left = remainingMs(card.deadlineAt, now);
  // A call's deadline was its answer.
  const due = card.channel !== 'voice' || card.state.kind === 'waiting' || card.state.kind === 'offered';
  // A caller without a name is known by the number, which is the title then.
  const number = card.customer.name === null ? null : card.customer.address;
  const subject = card.subject ?? (card.channel === 'voice' ? number : words.t('contact.noSubject'));
  const canCall = PHONE_NUMBER.test(card.customer.address) && !card.live && !(mine && card.state.kind === 'wrapup' && card.channel === 'voice');
  const handling = mine && card.state.kind === 'handling';
  const wrapup = mine && card.state.kind === 'wrapup';
  const working = handling || (mine && card.state.kind === 'hold');
  return (
    <header className="contact-head">
      <div className="contact-title">
        <ChannelIcon channel={card.channel} />
        <div>
          <h1>{card.customer.name ?? card.customer.address}</h1>
          {subject !== null && <p className="contact-subject">{subject}</p>}
        </div>
        <div className="contact-actions">
          {canCall && (
            <Button size="xs" color="primary" outline onClick={() => setOpen('call')} data-testid="call-customer">
              {words.t('call.customer')}
            </Button>
          )}
          {mine && (card.state.kind === 'calling' || card.state.kind === 'dialling') && (
            <Button size="xs" color="danger" outline disabled={busy} onClick={() => void run(() => api.hangUp(card.id))} data-testid="contact-hangup">
              {words.t('phone.hangUp')}
            </Button>
          )}
          {(working || wrapup) && (
            // A center is asked about work, not during a talk: the caller would wait for days.
            <Button size="xs" color="primary" outline disabled={card.live} {...(card.live ? { title: words.t('contact.escalateLater') } : {})} onClick={() => setOpen('escalate')} data-testid="escalate-open">
              {words.t('contact.escalate')}
            </Button>
          )}
          {working && (
            <>
              <Button size="xs" color="primary" outline onClick={() => setOpen('transfer')} data-testid="transfer-open">
                {words.t('contact.transfer')}
              </Button>
              {canAsk(card, session.user) && (
                <Button size="xs" color="primary" outline onClick={() => setOpen('consult')} data-testid="consult-open">
                  {words.t('consult.open')}
                </Button>
              )}
              {card.live && session.deskPhone && (
                // The telephone stands on the desk: hold and keys are there, here is what it cannot do.
                <Button size="xs" color="danger" outline disabled={busy} onClick={() => void run(() => api.hangUp(card.id))} data-testid="contact-hangup">
                  {words.t('phone.hangUp')}
                </Button>
              )}
              {card.live && !session.deskPhone && call.call.kind === 'idle' && (
                // The call goes on although this browser lost it: the page was loaded again.
                <>
                  <Button size="xs" color="primary" disabled={busy} onClick={() => void run(() => api.transferTo(card.id, session.user))} data-testid="contact-take-back">
                    {words.t('contact.takeBack')}
                  </Button>
                  <Button size="xs" color="danger" outline disabled={busy} onClick={() => void run(() => api.hangUp(card.id))} data-testid="contact-hangup">
                    {words.t('phone.hangUp')}
                  </Button>
                </>
              )}
              {!card.live && (
                <Button size="xs" color="primary" disabled={busy} onClick={() => void run(() => api.finish(card.id))} data-testid="finish">
                  {words.t('contact.finish')}
                </Button>
              )}
            </>
          )}
        </div>
      </div>
      <ul className="facts">
        <li>
          <StateChip kind={card.state.kind} outcome={card.state.outcome} />
        </li>
        {left !== null && due && card.state.kind !== 'closed' && (
          <li className={`due is-${urgency(card.deadlineAt, card.arrivedAt, now)}`}>
            {left === 0 ? words.t('contact.late') : words.t('contact.deadline', { span: spanText(left, words.t('app.days')) })}
          </li>
        )}
        {card.customer.name !== null && card.channel !== 'voice' && <li>{replyTo ?? card.customer.address}</li>}
        {card.queue !== null && <li>{words.t('contact.queue', { name: card.queue.name })}</li>}
        <li>{words.t('contact.arrived', { when: words.when(card.arrivedAt) })}</li>
        {!mine && card.operator !== null && <li>{words.t('contact.operator', { name: card.operator.name })}</li>}
        {card.direction === 'out' && <li data-testid="direction">{words.t('call.outgoing')}</li>}
        {card.callback !== null && (
          <li data-testid="callback">
            {words.t('callback.offer', { number: card.callback.number })}
            {card.callback.tries > 0 && ` ${words.t('callback.tries', { n: String(card.callback.tries) })}`}
          </li>
        )}
        {card.notReached !== null && (
          <li className="due is-late" data-testid="not-reached">
            {words.code('reached', card.notReached)}
          </li>
        )}
        <li className="code">{card.code}</li>
        {card.channel === 'pec' && (
          <li>
            {infected && !session.roles.includes('supervisor') ? (
              <span className="quiet" data-testid="evidence-refused">
                {words.t('scan.evidenceRefused')}
              </span>
            ) : (
              <a className="link" href={evidenceUrl(card.id)} download title={words.t('pec.evidenceHint')} data-testid="evidence">
                {words.t('pec.evidence')}
                {infected && <strong className="trouble"> {words.t('scan.rawInfected')}</strong>}
              </a>
            )}
          </li>
        )}
      </ul>
      <ErrorNote error={error} />
      {open === 'call' && <CallDialog callee={{ number: card.customer.address, name: card.customer.name, queue: card.queue?.id ?? null }} onClose={() => setOpen(null)} />}
      {open === 'escalate' && <EscalateDialog contact={card.id} onClose={() => setOpen(null)} />}
      {open === 'consult' && <ConsultDialog card={card} onClose={() => setOpen(null)} />}
      {open === 'transfer' && <TransferDialog card={card} onClose={() => setOpen(null)} />}
    </header>
  );
}
