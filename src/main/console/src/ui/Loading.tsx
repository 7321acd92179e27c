import { Spinner } from 'design-react-kit';
import { useWords } from '../views/context';

export function Loading() {
  const words = useWords();
  return (
    <div className="loading" role="status">
      <Spinner active small label={words.t('app.loading')} />
    </div>
  );
}
