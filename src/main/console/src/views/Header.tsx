import { useState } from 'react';
import { openEscalations } from '../core/live';
import type { Language } from '../core/protocol';
import { Icon } from '../ui/Icon';
import { useConsole, useWords } from './context';
import { LanguageSwitch } from './LanguageSwitch';
import { Mark } from './Mark';
import { PresenceSwitch } from './PresenceSwitch';
import { soundWanted, wantSound } from './sound';

export function Header({ onLanguage, page }: { readonly onLanguage: (language: Language) => void; readonly page: string }) {
  const words = useWords();
  const { session, live, logout } = useConsole();
  const [sound, setSound] = useState(soundWanted);
  const opinions = openEscalations(live, new Set(session.centers.map((c) => c.id))).length;
  const link = (id: string, text: string, count = 0) => (
    <a href={`#/${id}`} aria-current={page === id ? 'page' : undefined} data-testid={`nav-${id}`}>
      {text}
      {count > 0 && <span className="count">{count}</span>}
    </a>
  );
  const toggleSound = (): void => {
    wantSound(!sound);
    setSound(!sound);
  };
  return (
    <header className="top">
      <Mark />
      <nav aria-label={words.t('nav.label')}>
        {link('work', words.t('nav.work'))}
        {session.roles.includes('expert') && link('expert', words.t('nav.expert'), opinions)}
        {link('queues', words.t('nav.queues'))}
        {link('history', words.t('nav.history'))}
        {session.roles.includes('supervisor') && link('intake', words.t('nav.intake'))}
        {link('indicators', words.t('nav.indicators'))}
      </nav>
      <div className="top-right">
        <PresenceSwitch />
        <button
          type="button"
          className={`top-icon ${sound ? '' : 'is-off'}`}
          aria-pressed={sound}
          aria-label={words.t('app.sound')}
          title={words.t(sound ? 'app.soundOn' : 'app.soundOff')}
          onClick={toggleSound}
          data-testid="sound"
        >
          <Icon name={sound ? 'hearing' : 'ban'} />
        </button>
        <LanguageSwitch onLanguage={onLanguage} />
        <span className="who" title={session.user}>
          {session.name}
        </span>
        <button type="button" className="top-icon" aria-label={words.t('app.logout')} title={words.t('app.logout')} onClick={logout} data-testid="logout">
          <Icon name="logout" />
        </button>
      </div>
    </header>
  );
}
