import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { Api } from '../api/client';
import type { Session } from '../core/protocol';
import { FakeServer } from '../testkit/fake-server';
import { Inside } from '../testkit/inside';
import { sample } from '../testkit/samples';
import { LoginView } from './LoginView';

const show = async (server: FakeServer): Promise<Session[]> => {
  const entered: Session[] = [];
  await new Inside().shows(<LoginView api={new Api(server.fetch)} failed={null} onLanguage={() => undefined} onEnter={(s) => entered.push(s)} />);
  return entered;
};
const logIn = async (): Promise<void> => {
  await userEvent.type(screen.getByLabelText('Nome utente'), 'anna');
  await userEvent.type(screen.getByLabelText('Password'), 'segreta{Enter}');
};

describe('the login', () => {
  it('enters with the session the server gives', async () => {
    const server = new FakeServer();
    server.answers('POST /session', sample('session'));
    const entered = await show(server);
    await logIn();
    expect(entered.map((s) => s.name)).toEqual(['Anna']);
    expect(server.posted('/session')?.body).toEqual({ user: 'anna', password: 'segreta' });
  });

  it('says a refusal in the operator’s words and keeps what was typed', async () => {
    const server = new FakeServer();
    server.refuses('POST /session', 401, 'wrong-password');
    const entered = await show(server);
    await logIn();
    expect(await screen.findByText('Nome utente o password sbagliati.')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Nome utente').value).toBe('anna');
    expect(entered).toEqual([]);
  });
});
