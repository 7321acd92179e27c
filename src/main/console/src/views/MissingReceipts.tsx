import { Button } from 'design-react-kit';
import { useState } from 'react';
import type { MissingReceipt } from '../core/protocol';
import { elapsedMs, spanText } from '../core/time';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { Grid } from '../ui/Grid';
import { useConsole, useWords } from './context';
import { useAction, useLoad, useNow } from './hooks';

const STAGES = ['all', 'acceptance', 'delivery'] as const;
type Stage = (typeof STAGES)[number];

/** Certified messages of ours whose receipts should be here and are not; a supervisor may say that none will come. */
export function MissingReceipts() {
  const words = useWords();
  const { api } = useConsole();
  const [stage, setStage] = useState<Stage>('all');
  const loaded = useLoad(() => api.receipts(), 'receipts', 'receipts');
  const { busy, error, run } = useAction();
  const all = loaded.value?.missing ?? [];
  const shown = all.filter((m) => stage === 'all' || m.stage === stage);
  const stop = (m: MissingReceipt): void =>
    void run(async () => {
      await api.noReceipt(m.contact, m.n);
      loaded.reload();
    });
  return (
    <details className="note" data-testid="missing-receipts" open={all.length > 0}>
      <summary>
        {words.t('receipts.title')}: {loaded.value === null ? '…' : all.length === 0 ? words.t('receipts.none') : all.length}
      </summary>
      <ErrorNote error={loaded.error ?? error} />
      {all.length > 0 && (
        <>
          <div className="filters">
            <Field label={words.t('receipts.stage')}>
              {(ids) => (
                <select {...ids} className="form-select" value={stage} onChange={(e) => setStage(STAGES.find((s) => s === e.target.value) ?? 'all')} data-testid="receipts-stage">
                  {STAGES.map((name) => (
                    <option key={name} value={name}>
                      {words.t(`receipts.${name}`)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
          <Grid
            label={words.t('receipts.title')}
            testId="receipts-table"
            columns={(['age', 'stage', 'message', 'recipients', 'action'] as const).map((name) => ({ label: words.t(`receipts.${name}`) }))}
          >
            {shown.map((m) => (
              <Row key={`${m.contact}/${m.n}`} missing={m} busy={busy} onStop={() => stop(m)} />
            ))}
          </Grid>
        </>
      )}
    </details>
  );
}

function Row(props: { readonly missing: MissingReceipt; readonly busy: boolean; readonly onStop: () => void }) {
  const words = useWords();
  const now = useNow();
  const [sure, setSure] = useState(false);
  const m = props.missing;
  return (
    <tr data-testid={`receipt-${m.contact}-${m.n}`}>
      <td className="nowrap trouble" title={words.when(m.since)}>
        {spanText(elapsedMs(m.since, now), words.t('app.days'))}
      </td>
      <td className="nowrap">{words.t(`receipts.${m.stage}`)}</td>
      <td className="clip">
        <a className="row-link" href={`#/history/${encodeURIComponent(m.contact)}`}>
          {m.code === '' ? m.contact : m.code}
        </a>{' '}
        <span className="quiet">
          {m.subject}
          {m.writtenAt !== null && ` · ${words.when(m.writtenAt)}`}
        </span>
      </td>
      <td className="clip">{m.recipients.join(', ')}</td>
      <td className="nowrap">
        <Button
          size="xs"
          color={sure ? 'danger' : 'primary'}
          outline={!sure}
          disabled={props.busy}
          aria-label={sure ? undefined : words.t('receipts.stopOf', { subject: m.subject === '' ? m.code : m.subject })}
          onClick={() => (sure ? props.onStop() : setSure(true))}
          onBlur={() => setSure(false)}
          data-testid={`receipt-stop-${m.contact}-${m.n}`}
        >
          {words.t(sure ? 'receipts.sure' : 'receipts.stop')}
        </Button>
      </td>
    </tr>
  );
}
