import type { Composing } from '../core/protocol';
import { useWords } from './context';

/** What the server will put below the operator's words, so that nobody signs twice; in another language if the operator says so. */
export function SignatureNote(props: { readonly composing: Composing; readonly language: string; readonly onLanguage: (language: string) => void }) {
  const words = useWords();
  const signature = props.composing.signatures[props.language] ?? '';
  const languages = Object.keys(props.composing.signatures);
  if (languages.every((l) => props.composing.signatures[l] === '')) return null;
  return (
    <div className="signature" data-testid="signature">
      <div className="signature-head">
        <span className="quiet">{words.t('signature.below')}</span>
        {languages.map((l) => (
          <button key={l} type="button" className="link" aria-pressed={l === props.language} onClick={() => props.onLanguage(l)} data-testid={`signature-${l}`}>
            {words.code('signature', l)}
          </button>
        ))}
      </div>
      <pre>{signature}</pre>
    </div>
  );
}
