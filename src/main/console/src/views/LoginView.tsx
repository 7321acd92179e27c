import { Button } from 'design-react-kit';
import { type FormEvent, useState } from 'react';
import type { Api } from '../api/client';
import type { ApiError } from '../core/errors';
import type { Language, Session } from '../core/protocol';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { useWords } from './context';
import { useAction } from './hooks';
import { LanguageSwitch } from './LanguageSwitch';
import { Mark } from './Mark';

export function LoginView(props: {
  readonly api: Api;
  readonly failed: ApiError | null;
  readonly onLanguage: (language: Language) => void;
  readonly onEnter: (session: Session) => void;
}) {
  const words = useWords();
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const { busy, error, run } = useAction();

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void run(async () => props.onEnter(await props.api.login(user.trim(), password)));
  };

  return (
    <div className="login">
      <main className="login-card">
        <div className="login-top">
          <Mark />
          <LanguageSwitch onLanguage={props.onLanguage} />
        </div>
        <h1>{words.t('login.title')}</h1>
        <p className="login-lead">{words.t('login.lead')}</p>
        <form onSubmit={submit}>
          <ErrorNote error={error ?? props.failed} />
          <Field label={words.t('login.user')}>
            {(ids) => (
              <input {...ids} className="form-control" data-testid="login-user" autoComplete="username" autoFocus required value={user} onChange={(e) => setUser(e.target.value)} />
            )}
          </Field>
          <Field label={words.t('login.password')}>
            {(ids) => (
              <input {...ids} className="form-control" data-testid="login-password" type="password" autoComplete="current-password" required value={password} onChange={(e) => setPassword(e.target.value)} />
            )}
          </Field>
          <Button color="primary" type="submit" disabled={busy} className="w-100" data-testid="login-submit">
            {words.t(busy ? 'login.busy' : 'login.submit')}
          </Button>
        </form>
      </main>
    </div>
  );
}
