import type { Evidence, Message, Recipient } from '../core/protocol';
import { isGood, isTrouble } from '../core/pec';
import { useWords } from './context';

/** What is certified about a message: of one that came what it is, of one that left each recipient and each receipt. */
export function PecPanel({ message }: { readonly message: Message }) {
  return message.direction === 'in' ? <Came said={message.evidence} /> : <Left recipients={message.recipients} said={message.evidence} />;
}

function Came({ said }: { readonly said: readonly Evidence[] }) {
  const words = useWords();
  return (
    <ul className="pec-facts" data-testid="pec-came">
      {said.map((e) => (
        <li key={`${e.kind} ${e.at}`} title={e.signer}>
          <strong>{words.code('evidence', e.kind)}</strong>
          {e.kind !== 'not-interpreted' && (
            <span className={e.signature === 'valid' ? 'is-good' : 'is-trouble'} data-signature={e.signature}>
              {words.code('signature', e.signature)}
            </span>
          )}
          {e.kind !== 'not-interpreted' && e.signature !== 'valid' && e.reasons.length > 0 && <span className="quiet">{words.reasons(e.reasons)}</span>}
          {e.kind === 'envelope' && <time dateTime={e.at}>{words.when(e.at)}</time>}
        </li>
      ))}
    </ul>
  );
}

function Left({ recipients, said }: { readonly recipients: readonly Recipient[]; readonly said: readonly Evidence[] }) {
  const words = useWords();
  const receipts = said.filter((e) => e.kind !== 'not-interpreted');
  const others = said.filter((e) => e.kind === 'not-interpreted');
  return (
    <section className="pec-left" aria-label={words.t('pec.recipients')} data-testid="pec-left">
      <ul className="pec-recipients">
        {recipients.map((r) => (
          <li key={r.address} data-testid="message-recipient" data-state={r.state}>
            <span className={`pec-state ${isGood(r.state) ? 'is-good' : isTrouble(r.state) ? 'is-trouble' : 'is-open'}`}>{words.code('recipient', r.state)}</span>
            <span className="pec-address">{r.address}</span>
            <time dateTime={r.at}>{words.when(r.at)}</time>
            {r.detail !== '' && <span className="quiet pec-detail">{r.detail}</span>}
          </li>
        ))}
      </ul>
      {others.map((e) => (
        <p key={e.at} className="quiet" data-testid="pec-not-interpreted">
          <strong>{words.code('evidence', e.kind)}</strong> <time dateTime={e.at}>{words.when(e.at)}</time>
        </p>
      ))}
      {receipts.length > 0 && (
        <details className="pec-receipts">
          <summary>{words.t('pec.receipts', { n: receipts.length })}</summary>
          <ol>
            {receipts.map((e) => (
              <li key={`${e.kind} ${e.recipient} ${e.at}`} title={e.signer}>
                <time dateTime={e.at}>{words.when(e.at)}</time>
                <span>
                  {words.code('evidence', e.kind)} {e.recipient}
                </span>
                <span className="quiet">{words.code('signature', e.signature)}</span>
                {e.detail !== '' && <span className="quiet pec-detail">{e.detail}</span>}
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
