import { useState } from 'react';
import { isCertified } from '../core/pec';
import type { Message } from '../core/protocol';
import { splitQuoted } from '../core/text';
import { Icon } from '../ui/Icon';
import { AttachmentItem } from './AttachmentItem';
import { useWords } from './context';
import { HtmlFrame } from './HtmlFrame';
import { PecPanel } from './PecPanel';
import { RawLink } from './RawLink';

/** Takes a file of a message, or with null the message as a whole, into the next message. */
export type Attach = (message: number, part: number | null) => Promise<void>;

/** One message of a contact: who, when, its text with the quotation folded, its attachments, and how its delivery went. */
export function MessageItem({ contact, message, onAttach, onForward }: { readonly contact: string; readonly message: Message; readonly onAttach?: Attach; readonly onForward?: (message: number) => void }) {
  const words = useWords();
  const [laidOut, setLaidOut] = useState(message.text.trim() === '' && message.html !== null);
  const { body, quoted } = splitQuoted(message.text);
  const html = message.html;
  return (
    <article className={`message is-${message.direction}${message.role === null ? '' : ' is-aside'}`} data-testid={`message-${message.n}`}>
      <header className="message-head">
        <span className="message-from">
          <Icon name={message.direction === 'in' ? 'arrow-left' : 'arrow-right'} title={words.t(`message.${message.direction}`)} />
          <strong>{message.from}</strong>
          {message.role !== null && (
            <span className="message-role" data-testid="message-role" data-role={message.role}>
              {words.code('role', message.role)}
            </span>
          )}
          <span className="quiet">
            {words.t('message.to')} {message.to.join(', ')}
            {message.cc.length > 0 && `, ${words.t('message.cc')} ${message.cc.join(', ')}`}
          </span>
        </span>
        <span className="message-when">
          {message.delivery !== null && <span className={`delivery is-${message.delivery}`}>{words.t(`delivery.${message.delivery}`)}</span>}
          <time dateTime={message.at}>{words.when(message.at)}</time>
        </span>
      </header>
      {(message.direction === 'in' || message.delivery === 'failed' || message.delivery === 'uncertain') && message.reasons.length > 0 && (
        <p className="trouble" data-testid="message-reasons">
          {message.direction === 'in' && `${words.t('message.unread')} `}
          {words.reasons(message.reasons)}
        </p>
      )}
      {isCertified(message) ? (
        <PecPanel message={message} />
      ) : (
        message.recipients.map((r) => (
          <p key={r.address} className={r.state === 'bounced-hard' ? 'trouble' : 'quiet'} data-testid="message-recipient">
            {words.code('recipient', r.state)} {r.address} {r.detail} <time dateTime={r.at}>{words.when(r.at)}</time>
          </p>
        ))
      )}
      {laidOut && html !== null ? (
        <HtmlFrame html={html} />
      ) : (
        <div className="message-text">
          {body}
          {quoted !== '' && (
            <details>
              <summary>{words.t('message.quoted')}</summary>
              {quoted}
            </details>
          )}
        </div>
      )}
      <footer className="message-foot">
        {message.attachments.map((a) => (
          <AttachmentItem key={a.part} contact={contact} message={message.n} file={a} {...(onAttach === undefined ? {} : { onAttach })} />
        ))}
        {html !== null && (
          <button type="button" className="link" onClick={() => setLaidOut(!laidOut)}>
            {words.t(laidOut ? 'message.showText' : 'message.showHtml')}
          </button>
        )}
        {onForward !== undefined && (
          <button type="button" className="link" onClick={() => onForward(message.n)} data-testid="forward-open">
            {words.t('message.forward')}
          </button>
        )}
        {message.direction === 'in' && <RawLink contact={contact} message={message} />}
      </footer>
    </article>
  );
}
