import { Alert, Button } from 'design-react-kit';
import { EMPTY } from '../core/letter';
import type { LetterKeeper } from '../core/letter-keeper';
import { useConsole, useWords } from './context';
import { useLoad } from './hooks';

/** Somebody changed the draft meanwhile: who, when, and what they wrote; the operator chooses. */
export function DraftConflict({ contact, keeper }: { readonly contact: string; readonly keeper: LetterKeeper }) {
  const words = useWords();
  const { api } = useConsole();
  const there = useLoad(() => api.composing(contact), contact, contact);
  if (there.value === null) return null;
  const draft = there.value.draft;
  return (
    <Alert color="warning" className="note" data-testid="draft-conflict">
      <p>{draft === null ? words.t('draft.gone') : words.t('draft.changed', { name: draft.by.name, when: words.when(draft.at) })}</p>
      {draft !== null && draft.letter.text !== '' && <blockquote className="draft-other">{draft.letter.text}</blockquote>}
      <Button size="xs" color="primary" outline={draft === null} onClick={() => keeper.takeOther(draft?.version ?? 0, draft?.letter ?? EMPTY)} data-testid="draft-other">
        {words.t(draft === null ? 'draft.drop' : 'draft.other')}
      </Button>{' '}
      <Button size="xs" color="primary" outline={draft !== null} onClick={() => keeper.keepMine(draft?.version ?? 0)} data-testid="draft-mine">
        {words.t('draft.mine')}
      </Button>
    </Alert>
  );
}
