import { Button } from 'design-react-kit';
import { useState } from 'react';
import type { Reconciled, ReconciledFolder } from '../core/protocol';
import { ErrorNote } from '../ui/ErrorNote';
import { Grid } from '../ui/Grid';
import { useConsole, useWords } from './context';
import { useAction, useLoad } from './hooks';

/** What the last comparison of the mailboxes with the journal gave, and a button for one right now. */
export function Reconciliation(props: { readonly onCompared: () => void }) {
  const words = useWords();
  const { api } = useConsole();
  const last = useLoad(() => api.reconciliation(), 'reconciliation', 'reconciliation');
  const [fresh, setFresh] = useState<Reconciled | null>(null);
  const { busy, error, run } = useAction();
  const report = fresh ?? last.value;
  const compare = (): void =>
    void run(async () => {
      setFresh(await api.reconcile());
      props.onCompared();
    });
  const at = report?.at ?? null;
  return (
    <details className="note" data-testid="reconciliation" open={report?.folders.some((f) => f.missedInAll > 0 || f.trouble !== '')}>
      <summary>
        {words.t('reconciliation.title')}: {at === null ? words.t('reconciliation.never') : words.t('reconciliation.at', { at: words.when(at) })}
      </summary>
      <ErrorNote error={last.error ?? error} />
      {report !== null && report.folders.length > 0 && (
        <Grid
          label={words.t('reconciliation.title')}
          testId="reconciliation-table"
          columns={(['mailbox', 'onServer', 'matched', 'missed', 'gone', 'outcome'] as const).map((name) => ({ label: words.t(`reconciliation.${name}`) }))}
        >
          {report.folders.map((folder) => (
            <Row key={`${folder.mailbox}/${folder.folder}`} folder={folder} />
          ))}
        </Grid>
      )}
      <Button size="sm" color="primary" outline disabled={busy} onClick={compare} data-testid="reconcile">
        {words.t('reconciliation.now')}
      </Button>
    </details>
  );
}

function Row({ folder }: { readonly folder: ReconciledFolder }) {
  const words = useWords();
  const taken = folder.missedInAll - folder.failed;
  const outcome =
    folder.trouble !== ''
      ? words.reasons(folder.reasons)
      : folder.missedInAll === 0
        ? words.t('reconciliation.ok')
        : [taken > 0 ? words.t('reconciliation.taken', { count: taken }) : '', folder.failed > 0 ? words.t('reconciliation.failed', { count: folder.failed }) : ''].filter((t) => t !== '').join('; ');
  return (
    <tr data-testid={`reconciled-${folder.mailbox}-${folder.folder}`}>
      <td className="nowrap">
        {folder.mailbox} <span className="quiet">{folder.folder}</span>
      </td>
      <td>{folder.onServer}</td>
      <td>{folder.matched}</td>
      <td>{folder.missedInAll}</td>
      <td>{folder.gone}</td>
      <td className={folder.trouble !== '' || folder.failed > 0 ? 'trouble' : ''}>{outcome}</td>
    </tr>
  );
}
