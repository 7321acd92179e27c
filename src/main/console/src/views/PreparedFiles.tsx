import { useId, useState } from 'react';
import type { Composing, Prepared } from '../core/protocol';
import { sizeText } from '../core/text';
import { ErrorNote } from '../ui/ErrorNote';
import { Icon } from '../ui/Icon';
import { useConsole, useWords } from './context';
import { useAction } from './hooks';

/** The files of the next message: chosen or dropped here, kept on the server at once, taken away again. */
export function PreparedFiles(props: { readonly contact: string; readonly composing: Composing; readonly onChanged: () => void }) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const [sending, setSending] = useState<string | null>(null);
  const input = useId();
  const { files, limits } = props.composing;
  const total = files.reduce((sum, f) => sum + f.sizeBytes, 0);

  const add = async (chosen: readonly File[]): Promise<void> => {
    for (const file of chosen) {
      setSending(file.name);
      const kept = await run(() => api.upload(props.contact, file));
      props.onChanged();
      if (!kept) break;
    }
    setSending(null);
  };
  const remove = async (file: Prepared): Promise<void> => {
    await run(() => api.removeFile(props.contact, file.id));
    props.onChanged();
  };
  const bounds = words.t('files.limits', { file: sizeText(limits.fileBytes), total: sizeText(limits.totalBytes), count: limits.files });
  return (
    <div
      className="files"
      onDragOver={(e) => e.preventDefault()}
      onDrop={(e) => {
        e.preventDefault();
        if (!busy) void add([...e.dataTransfer.files]);
      }}
    >
      <ul className="files-list" aria-label={words.t('files.title')}>
        {files.map((f) => (
          <li key={f.id} className="attachment" data-testid="file">
            <Icon name="clip" />
            <span className="files-name">{f.name}</span> <span className="quiet">{sizeText(f.sizeBytes)}</span>
            <button type="button" className="files-remove" disabled={busy} onClick={() => void remove(f)} aria-label={words.t('files.remove', { name: f.name })} data-testid="file-remove">
              <Icon name="close" />
            </button>
          </li>
        ))}
        <li>
          <label className="link files-add" htmlFor={input} title={bounds}>
            <Icon name="clip" /> {words.t('files.add')}
          </label>
          <input
            id={input}
            className="visually-hidden"
            type="file"
            multiple
            disabled={busy}
            data-testid="file-input"
            onChange={(e) => {
              void add([...(e.target.files ?? [])]);
              e.target.value = '';
            }}
          />
        </li>
      </ul>
      <div role="status">
        {sending !== null && <span className="quiet">{words.t('files.sending', { name: sending })}</span>}
        {sending === null && files.length > 0 && (
          <span className="quiet">{words.t('files.total', { count: files.length, size: sizeText(total), most: sizeText(limits.totalBytes) })}</span>
        )}
      </div>
      <ErrorNote error={error} />
    </div>
  );
}
