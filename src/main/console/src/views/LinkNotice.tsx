import { Button } from 'design-react-kit';
import { spanText } from '../core/time';
import { useConsole, useWords } from './context';
import { useNow } from './hooks';

/** Says when what is on screen may be old, and why. */
export function LinkNotice({ onLeave }: { readonly onLeave: () => void }) {
  const words = useWords();
  const { live, reconnect } = useConsole();
  useNow();
  const { link } = live;
  if (link.kind === 'offline') {
    const span = spanText(Date.now() - link.sinceMs, words.t('app.days'));
    return (
      <div className="notice notice-warning" role="status" data-testid="link-offline">
        {words.t('link.offline', { span })}
      </div>
    );
  }
  if (link.kind === 'ended') {
    const elsewhere = link.reason === 'elsewhere';
    return (
      <div className="notice notice-danger" role="alert" data-testid="link-ended">
        {words.t(elsewhere ? 'link.elsewhere' : 'link.loggedOut')}
        <Button size="xs" color="primary" onClick={elsewhere ? reconnect : onLeave}>
          {words.t(elsewhere ? 'link.here' : 'link.login')}
        </Button>
      </div>
    );
  }
  if (live.catchingUp) {
    return (
      <div className="notice notice-info" role="status">
        {words.t('link.catchingUp')}
      </div>
    );
  }
  return null;
}
