import { useEffect, useMemo, useState } from 'react';
import type { Api } from '../api/client';
import { ApiError } from '../core/errors';
import type { Language, Session } from '../core/protocol';
import { rememberedLanguage, rememberLanguage, words } from '../i18n/i18n';
import { Loading } from '../ui/Loading';
import { WordsContext } from './context';
import { Desk } from './Desk';
import { asApiError } from './hooks';
import { LoginView } from './LoginView';

type Entry =
  | { readonly kind: 'asking' }
  | { readonly kind: 'outside'; readonly error: ApiError | null }
  | { readonly kind: 'inside'; readonly session: Session };

/** The way in: asks the server whether there is a session, shows the login or the desk. */
export function App({ api }: { readonly api: Api }) {
  const [entry, setEntry] = useState<Entry>({ kind: 'asking' });
  const [language, setLanguage] = useState<Language>(() => rememberedLanguage() ?? 'it');
  const zone = entry.kind === 'inside' ? entry.session.zone : undefined;
  const spoken = useMemo(() => words(language, zone), [language, zone]);

  const enter = (session: Session): void => {
    setLanguage(rememberedLanguage() ?? session.language);
    setEntry({ kind: 'inside', session });
  };
  const choose = (chosen: Language): void => {
    rememberLanguage(chosen);
    setLanguage(chosen);
  };

  useEffect(() => {
    api.session().then(enter, (e: unknown) => {
      const error = asApiError(e);
      setEntry({ kind: 'outside', error: error.errorId === 'not-logged-in' ? null : error });
    });
  }, [api]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  return (
    <WordsContext value={spoken}>
      {entry.kind === 'asking' && <Loading />}
      {entry.kind === 'outside' && <LoginView api={api} failed={entry.error} onLanguage={choose} onEnter={enter} />}
      {entry.kind === 'inside' && (
        <Desk key={entry.session.csrf} api={api} session={entry.session} onLanguage={choose} onLeave={() => setEntry({ kind: 'outside', error: null })} />
      )}
    </WordsContext>
  );
}
