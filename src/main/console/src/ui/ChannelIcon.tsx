import { useWords } from '../views/context';
import { Icon } from './Icon';

const ICONS: Readonly<Record<string, string>> = {
  voice: 'telephone',
  email: 'mail',
  pec: 'locked',
  form: 'file',
  chat: 'comment',
  counter: 'user',
};

export function ChannelIcon({ channel }: { readonly channel: string }) {
  const words = useWords();
  const name = ICONS[channel] ?? 'inbox';
  return (
    <span className={`channel channel-${channel}`}>
      <Icon name={name} title={words.code('channel', channel)} />
    </span>
  );
}
