import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Operator } from '../core/protocol';
import { Inside } from '../testkit/inside';
import { sample } from '../testkit/samples';
import { PresenceSwitch } from './PresenceSwitch';

it('asks for the reason of a pause and lights only what the server recorded', async () => {
  const inside = new Inside();
  await inside.shows(<PresenceSwitch />);
  const release = inside.server.holds('POST /presence');
  await userEvent.click(screen.getByTestId('presence-pause'));
  await userEvent.click(screen.getByTestId('presence-reason-coffee'));
  expect(inside.server.posted('/presence')?.body).toEqual(sample('request-presence-pause'));
  expect(screen.getByTestId('presence').dataset.presence).toBe('available');
  await act(async () => release());
  expect(screen.getByTestId('presence').dataset.presence).toBe('available');
  inside.tell({ kind: 'me', n: 70, me: { ...sample<Operator>('operator'), presence: 'pause', reason: 'coffee' } });
  expect(screen.getByTestId('presence').dataset.presence).toBe('pause');
  expect(screen.getByTestId('presence-pause').textContent).toContain('Pausa caffè');
});

it('closes the reasons with Escape and gives the focus back', async () => {
  await new Inside().shows(<PresenceSwitch />);
  await userEvent.click(screen.getByTestId('presence-pause'));
  expect(document.activeElement).toBe(screen.getByTestId('presence-reason-coffee'));
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByTestId('presence-reason-coffee')).toBeNull();
  expect(document.activeElement).toBe(screen.getByTestId('presence-pause'));
});

it('says a refusal', async () => {
  const inside = new Inside();
  await inside.shows(<PresenceSwitch />);
  inside.server.refuses('POST /presence', 503, 'journal-full');
  await userEvent.click(screen.getByTestId('presence-away'));
  expect(await screen.findByText(/Nulla è stato fatto/)).toBeTruthy();
});
