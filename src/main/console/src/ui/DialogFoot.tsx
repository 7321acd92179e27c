import { Button } from 'design-react-kit';
import { useWords } from '../views/context';

/** The end of a dialog's form: go back, or send it. */
export function DialogFoot(props: { readonly send: string; readonly disabled: boolean; readonly onClose: () => void; readonly testId: string }) {
  const words = useWords();
  return (
    <footer className="console-dialog-foot">
      <Button size="sm" color="primary" outline type="button" onClick={props.onClose}>
        {words.t('app.cancel')}
      </Button>
      <Button size="sm" color="primary" type="submit" disabled={props.disabled} data-testid={props.testId}>
        {props.send}
      </Button>
    </footer>
  );
}
