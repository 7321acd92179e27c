import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../views/context';
import { Icon } from './Icon';

/**
 * A modal dialog in Bootstrap Italia's dress on the browser's own `<dialog>`: it takes the focus, keeps it inside, closes on
 * Escape and gives the focus back to where it was.
 */
export function Dialog(props: { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} className="console-dialog" aria-labelledby={title} onClose={props.onClose}>
      <header className="console-dialog-head">
        <h2 id={title}>{props.title}</h2>
        <button type="button" className="plain-icon" onClick={props.onClose} aria-label={words.t('app.close')}>
          <Icon name="close" />
        </button>
      </header>
      {props.children}
    </dialog>
  );
}
