import { Alert } from 'design-react-kit';
import type { ApiError } from '../core/errors';
import { useWords } from '../views/context';

/** A refusal in the operator's words; nothing when there is none. */
export function ErrorNote({ error }: { readonly error: ApiError | null }) {
  const words = useWords();
  if (error === null) return null;
  return (
    <Alert color="danger" className="note" data-testid="error">
      {words.error(error)}
    </Alert>
  );
}
