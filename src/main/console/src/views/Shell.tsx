import { useEffect } from 'react';
import type { Language } from '../core/protocol';
import { Loading } from '../ui/Loading';
import { Attention } from './Attention';
import { ContactPage } from './ContactPage';
import { useConsole, useWords } from './context';
import { ExpertPage } from './ExpertPage';
import { Header } from './Header';
import { HistoryPage } from './HistoryPage';
import { useRoute } from './hooks';
import { IndicatorsPage } from './IndicatorsPage';
import { IntakePage } from './IntakePage';
import { LinkNotice } from './LinkNotice';
import { QueuesPage } from './QueuesPage';
import { Rail } from './Rail';
import { WelcomePage } from './WelcomePage';

/** The frame around every page: header above, telephone, offers and my contacts always at the left. */
export function Shell(props: { readonly onLanguage: (language: Language) => void; readonly onLeave: () => void }) {
  const words = useWords();
  const { live, call } = useConsole();
  const route = useRoute();
  useEffect(() => {
    if (call.call.kind === 'idle') return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [call.call.kind]);
  return (
    <div className="shell">
      <div className="skiplinks">
        <a className="visually-hidden-focusable" href="#main" onClick={focusOn('main')}>
          {words.t('app.skip')}
        </a>
        <a className="visually-hidden-focusable" href="#rail" onClick={focusOn('rail')}>
          {words.t('app.skipOffers')}
        </a>
      </div>
      <Header onLanguage={props.onLanguage} page={route[0] ?? 'work'} />
      <LinkNotice onLeave={props.onLeave} />
      <Attention />
      <div className="body">
        <Rail />
        <main id="main" tabIndex={-1} className="main">
          {live.ready ? <Page route={route} /> : <Loading />}
        </main>
      </div>
    </div>
  );
}

function Page({ route }: { readonly route: readonly string[] }) {
  const [page, id] = route;
  switch (page) {
    case 'expert':
      return <ExpertPage chosen={id ?? null} />;
    case 'queues':
      return <QueuesPage />;
    case 'history':
      return <HistoryPage chosen={id ?? null} />;
    case 'intake':
      return <IntakePage />;
    case 'indicators':
      return <IndicatorsPage />;
    default:
      return id === undefined ? <WelcomePage /> : <ContactPage key={id} id={id} />;
  }
}

/** The page's address belongs to the routes, so a skip link moves the focus itself. */
function focusOn(id: string) {
  return (event: { preventDefault(): void }): void => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  };
}
