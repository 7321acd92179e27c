import { useState } from 'react';
import type { Detail, Recording } from '../core/protocol';
import { remainingMs, spanText } from '../core/time';
import { ErrorNote } from '../ui/ErrorNote';
import { Icon } from '../ui/Icon';
import { useConsole, useWords } from './context';
import { useAction, useNow } from './hooks';

/** What was recorded of a contact, and what the caller said about it. Nothing where nobody asked. */
export function Recordings({ detail, mine }: { readonly detail: Detail; readonly mine: boolean }) {
  const words = useWords();
  if (detail.consent === null && detail.recordings.length === 0) return null;
  return (
    <section className="recordings" aria-label={words.t('recording.title')} data-testid="recordings">
      {detail.consent === 'refused' && (
        <p className="recording" data-testid="recording-refused">
          <Icon name="ban" /> {words.t('recording.refused')}
        </p>
      )}
      {detail.recordings.map((recording) => (
        <OneRecording key={recording.n} contact={detail.card.id} recording={recording} mine={mine} />
      ))}
    </section>
  );
}

function OneRecording({ contact, recording, mine }: { readonly contact: string; readonly recording: Recording; readonly mine: boolean }) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const now = useNow();
  const left = remainingMs(recording.until, now);
  const running = recording.state === 'recording' || recording.state === 'paused';
  return (
    <div className={`recording is-${recording.state}`}>
      <span role="status" data-testid={`recording-${recording.n}`} data-state={recording.state}>
        <span className="recording-dot" aria-hidden="true" />
        {recording.state === 'kept'
          ? words.t('recording.kept', { when: words.when(recording.startedAt), span: spanText(recording.durationMs, words.t('app.days')) })
          : words.t(`recording.${recording.state}`)}
      </span>
      {recording.state === 'paused' && left !== null && <span className="quiet">{words.t('recording.pausedUntil', { span: spanText(left, words.t('app.days')) })}</span>}
      {mine && running && (
        <button
          type="button"
          className="btn btn-xs btn-outline-primary"
          disabled={busy}
          onClick={() => void run(() => (recording.state === 'paused' ? api.resumeRecording(contact) : api.pauseRecording(contact)))}
          data-testid="recording-pause"
        >
          {words.t(recording.state === 'paused' ? 'recording.resume' : 'recording.pause')}
        </button>
      )}
      {recording.mayHear && <Player contact={contact} recording={recording} />}
      <ErrorNote error={error} />
    </div>
  );
}

/** The sound is asked for by a press of the button, because each listening is recorded. */
function Player({ contact, recording }: { readonly contact: string; readonly recording: Recording }) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const [address, setAddress] = useState<string | null>(null);
  if (address !== null) {
    return (
      <audio controls autoPlay src={address} aria-label={words.t('recording.title')} data-testid="recording-player">
        <track kind="captions" />
      </audio>
    );
  }
  return (
    <>
      <button
        type="button"
        className="btn btn-xs btn-primary"
        disabled={busy}
        title={words.t('recording.audited')}
        onClick={() => void run(async () => setAddress(await api.listen(contact, recording.n)))}
        data-testid="recording-listen"
      >
        {words.t('recording.listen')}
      </button>
      <ErrorNote error={error} />
    </>
  );
}
