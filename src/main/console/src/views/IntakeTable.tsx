import { Button } from 'design-react-kit';
import { intakeUrl } from '../api/client';
import type { IntakeEntry } from '../core/protocol';
import { sizeText } from '../core/text';
import { Grid } from '../ui/Grid';
import { useWords } from './context';

/** @param props.busy whether something is being asked of the server already */
export function IntakeTable(props: { readonly lines: readonly IntakeEntry[]; readonly busy: boolean; readonly onRetry: (line: IntakeEntry) => void }) {
  const words = useWords();
  return (
    <Grid
      label={words.t('intake.title')}
      testId="intake-table"
      columns={(['at', 'mailbox', 'from', 'subject', 'fate', 'reason', 'original'] as const).map((name) => ({ label: words.t(`intake.${name}`) }))}
    >
      {props.lines.map((line) => (
        <tr key={line.id} data-testid={`intake-row-${line.id}`} data-fate={line.fate}>
          <td className="nowrap">{words.when(line.at)}</td>
          <td className="nowrap">
            {line.mailbox}
            {line.folder !== 'INBOX' && <span className="quiet"> {line.folder}</span>}
          </td>
          <td className="clip">{line.from === '' ? '—' : line.from}</td>
          <td className="clip">{line.subject === '' ? '—' : line.subject}</td>
          <td className="nowrap">
            {line.contact === null ? (
              words.code('fate', line.fate)
            ) : (
              <a className="row-link" href={`#/history/${encodeURIComponent(line.contact)}`}>
                {words.code('fate', line.fate)}
              </a>
            )}
          </td>
          <td className={line.fate === 'failed' || line.fate === 'unproven' ? 'trouble' : ''}>{words.reasons(line.reasons)}</td>
          <td className="nowrap">
            <a className="link" href={intakeUrl(line.id)} download aria-label={words.t('intake.downloadOf', { subject: line.subject === '' ? String(line.id) : line.subject })}>
              EML, {sizeText(line.sizeBytes)}
            </a>
            {(line.fate === 'failed' || line.fate === 'unproven') && (
              <Button size="xs" color="primary" outline disabled={props.busy} onClick={() => props.onRetry(line)} data-testid={`intake-retry-${line.id}`}>
                {words.t('intake.retry')}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </Grid>
  );
}
