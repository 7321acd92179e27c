import icon from '../ui/icon.svg';
import { useWords } from './context';

export function Mark() {
  const words = useWords();
  return (
    <span className="brand-mark">
      <img src={icon} alt="" />
      {words.t('app.name')}
    </span>
  );
}
