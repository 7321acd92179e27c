import { attachmentUrl } from '../api/client';
import type { Attachment } from '../core/protocol';
import { isInfected, reasonCode } from '../core/scan';
import { sizeText } from '../core/text';
import { ErrorNote } from '../ui/ErrorNote';
import { Icon } from '../ui/Icon';
import { useConsole, useWords } from './context';
import { useAction } from './hooks';
import type { Attach } from './MessageItem';

/** One file of a message, with what the virus scanner said of it. An infected one cannot be had. */
export function AttachmentItem({ contact, message, file, onAttach }: { readonly contact: string; readonly message: number; readonly file: Attachment; readonly onAttach?: Attach }) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const address = attachmentUrl(contact, message, file.part);
  const label = (
    <>
      <Icon name="clip" />
      {file.name} <span className="quiet">{sizeText(file.sizeBytes)}</span>
    </>
  );
  if (isInfected(file)) {
    return (
      <span className="attachment-group" data-testid="attachment" data-scan="infected">
        <span className="attachment is-infected">{label}</span>
        <strong className="trouble">{words.t('scan.infected', { name: file.scan?.detail ?? '' })}</strong>
      </span>
    );
  }
  // What was not scanned may be refused: a browser's own download could not say why.
  const waits = file.scan?.verdict === 'waiting';
  return (
    <span className="attachment-group" data-testid="attachment" data-scan={file.scan?.verdict ?? ''}>
      <a
        className="attachment"
        href={address}
        download={file.name}
        aria-busy={busy}
        {...(waits
          ? {
              onClick: (e) => {
                e.preventDefault();
                if (!busy) void run(async () => save(await api.file(address), file.name));
              },
            }
          : {})}
      >
        {label}
      </a>
      {waits && <span className="quiet">{words.t(busy ? 'scan.now' : 'scan.waiting')}</span>}
      {file.scan?.verdict === 'unscannable' && <span className="quiet">{words.t('scan.unscannable', { why: words.code('scan', reasonCode(file.scan.detail)) })}</span>}
      {onAttach !== undefined && (
        <button type="button" className="link" onClick={() => void onAttach(message, file.part)} aria-label={words.t('message.attachFile', { name: file.name })} data-testid="attach-part">
          {words.t('message.attach')}
        </button>
      )}
      <ErrorNote error={error} />
    </span>
  );
}

function save(bytes: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
