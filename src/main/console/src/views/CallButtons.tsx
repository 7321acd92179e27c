import { Icon } from '../ui/Icon';
import { useConsole, useWords } from './context';

/** @param consulting whether somebody is asked: the telephone's own hold would only make this operator deaf */
export function CallButtons(props: { readonly consulting: boolean; readonly keypad: boolean; readonly onKeypad: () => void }) {
  const { consulting, keypad, onKeypad } = props;
  const words = useWords();
  const { phone, call } = useConsole();
  const now = call.call;
  const talking = now.kind === 'talking' ? now : null;
  return (
    <div className="call-buttons">
      <button type="button" disabled={talking === null || (consulting && !talking.held)} aria-pressed={talking?.held ?? false} onClick={() => phone.hold(!(talking?.held ?? false))} data-testid="call-hold">
        <Icon name={talking?.held ? 'arrow-right-circle' : 'clock'} />
        {words.t(talking?.held ? 'phone.resume' : 'phone.hold')}
      </button>
      <button type="button" disabled={talking === null} aria-pressed={talking?.muted ?? false} onClick={() => phone.mute(!(talking?.muted ?? false))} data-testid="call-mute">
        <Icon name={talking?.muted ? 'ban' : 'horn'} />
        {words.t(talking?.muted ? 'phone.unmute' : 'phone.mute')}
      </button>
      <button type="button" disabled={talking === null} aria-expanded={keypad} onClick={onKeypad} data-testid="call-keypad">
        <Icon name="more-items" />
        {words.t('phone.keypad')}
      </button>
      <button type="button" className="is-hangup" disabled={now.kind === 'ending'} onClick={() => phone.hangUp()} data-testid="call-hangup">
        <Icon name="close-circle" />
        {words.t('phone.hangUp')}
      </button>
    </div>
  );
}
