import type { HistoryLine } from '../core/protocol';
import { useWords } from './context';
import { WhyDetails } from './WhyDetails';

/** What happened to a contact, entry by entry, in the words the server gives. */
export function HistoryLines({ history }: { readonly history: readonly HistoryLine[] }) {
  const words = useWords();
  return (
    <ol className="events" data-testid="history-lines">
      {history.map((line) => (
        <li key={line.sequence}>
          <time dateTime={line.at}>{words.when(line.at)}</time>
          <span>
            {words.of(line.text)}
            {line.by !== null && <span className="quiet"> ({line.by.name})</span>}
            {line.why !== null && <WhyDetails why={line.why} />}
          </span>
          <span className="code" title={line.type}>
            {line.sequence}
          </span>
        </li>
      ))}
    </ol>
  );
}
