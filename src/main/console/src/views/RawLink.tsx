import { rawUrl } from '../api/client';
import type { Message } from '../core/protocol';
import { hasInfected } from '../core/scan';
import { useConsole, useWords } from './context';

/** The message as it came, byte by byte. With a virus in it, it is for supervisors, and says so. */
export function RawLink({ contact, message }: { readonly contact: string; readonly message: Message }) {
  const words = useWords();
  const { session } = useConsole();
  if (hasInfected(message) && !session.roles.includes('supervisor')) {
    return (
      <span className="quiet" data-testid="raw-refused">
        {words.t('scan.rawRefused')}
      </span>
    );
  }
  return (
    <a className="link" href={rawUrl(contact, message.n)} download data-testid="raw">
      {words.t('message.raw')}
      {hasInfected(message) && <strong className="trouble"> {words.t('scan.rawInfected')}</strong>}
    </a>
  );
}
