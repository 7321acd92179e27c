import { useWords } from '../views/context';

/** A contact's state in a word and a colour. */
export function StateChip({ kind, outcome }: { readonly kind: string; readonly outcome?: string | null }) {
  const words = useWords();
  const text = words.code('state', kind);
  return (
    <span className={`chip-state is-${kind}`}>
      {text}
      {outcome ? `, ${words.code('outcome', outcome)}` : ''}
    </span>
  );
}
