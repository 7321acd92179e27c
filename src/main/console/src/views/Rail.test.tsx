import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Card, Frame } from '../core/protocol';
import { Inside } from '../testkit/inside';
import { sample } from '../testkit/samples';
import { Rail } from './Rail';

let inside: Inside;
const offered = sample<Card>('card-offered-email');

beforeEach(async () => {
  inside = new Inside();
  await inside.shows(<Rail />);
});

describe('a written offer', () => {
  beforeEach(() => inside.tell({ kind: 'contact', n: 60, contact: offered }));

  it('shows who, what and how long', () => {
    const card = within(screen.getByTestId('offer-c-1042'));
    expect(card.getByText('Carla')).toBeTruthy();
    expect(card.getByText('Rimborso Tari 2025')).toBeTruthy();
    expect(card.getByText('0:20')).toBeTruthy();
  });

  it('stays an offer until the server has answered', async () => {
    const release = inside.server.holds('POST /contacts/c-1042/accept');
    await userEvent.click(screen.getByTestId('offer-accept'));
    expect(screen.getByTestId('offer-c-1042')).toBeTruthy();
    expect(screen.getByTestId<HTMLButtonElement>('offer-accept').disabled).toBe(true);
    expect(window.location.hash).toBe('');
    await act(async () => release());
    expect(window.location.hash).toBe('#/work/c-1042');
    expect(inside.server.posted('/contacts/c-1042/accept')).toMatchObject({ body: {}, csrf: '6f2c0d9e8b7a4153' });
  });

  it('says that it came too late', async () => {
    inside.server.refuses('POST /contacts/c-1042/accept', 409, 'offer-expired');
    await userEvent.click(screen.getByTestId('offer-accept'));
    expect(await screen.findByText(/La proposta è scaduta/)).toBeTruthy();
    expect(window.location.hash).toBe('');
  });
});

describe('a call', () => {
  const rings = (): void => act(() => inside.phone.happens({ kind: 'incoming', contact: 'c-1043', caller: '+390555550143' }));

  it('can be answered only when the telephone rings', () => {
    expect(screen.getByTestId<HTMLButtonElement>('call-answer').disabled).toBe(true);
    rings();
    expect(screen.getByTestId<HTMLButtonElement>('call-answer').disabled).toBe(false);
  });

  it('is answered, held, muted, given tones, and ended on the telephone', async () => {
    rings();
    await userEvent.click(screen.getByTestId('call-answer'));
    inside.tell({ kind: 'contact', n: 61, contact: { ...sample<Card>('card-offered-voice'), state: { ...offered.state, kind: 'handling' } } });
    expect(screen.getByTestId('call-duration').textContent).toBe('0:00');
    await userEvent.click(screen.getByTestId('call-hold'));
    expect(screen.getByTestId('phone-state').textContent).toBe('In attesa');
    await userEvent.click(screen.getByTestId('call-mute'));
    await userEvent.click(screen.getByTestId('call-keypad'));
    await userEvent.click(screen.getByTestId('dtmf-5'));
    await userEvent.click(screen.getByTestId('call-hangup'));
    expect(inside.phone.told).toEqual(['answer', 'hold', 'mute', 'tone 5', 'hang up']);
    expect(screen.queryByTestId('call-duration')).toBeNull();
  });

  it('is turned down on the telephone when it rings, by the server when it does not yet', async () => {
    await userEvent.click(screen.getByTestId('offer-decline'));
    expect(inside.server.posted('/contacts/c-1043/decline')).toBeTruthy();
    rings();
    await userEvent.click(screen.getByTestId('offer-decline'));
    expect(inside.phone.told).toEqual(['reject']);
  });

  it('says why the microphone cannot be used, and goes on ringing', () => {
    rings();
    act(() => {
      inside.phone.happens({ kind: 'answer-pressed' });
      inside.phone.happens({ kind: 'microphone-failed', trouble: 'no-microphone' });
    });
    expect(screen.getByTestId('call-trouble').textContent).toContain('Nessun microfono');
    expect(screen.getByTestId<HTMLButtonElement>('call-answer').disabled).toBe(false);
  });

  it('rings even before its offer is told', () => {
    inside.tell({ kind: 'gone', n: 60, id: 'c-1043' } satisfies Frame);
    rings();
    expect(within(screen.getByTestId('offer-c-1043')).getByText('+390555550143')).toBeTruthy();
  });
});

describe('a call whose caller has gone', () => {
  const back: Card = { ...sample<Card>('card-offered-voice'), live: false };
  beforeEach(() => inside.tell({ kind: 'contact', n: 70, contact: back }));

  it('is offered like a written contact, with the number to call back', async () => {
    expect(screen.queryByTestId('call-answer')).toBeNull();
    expect(screen.getByText('Nessuno è in linea. Da richiamare: +390555550143')).toBeTruthy();
    await userEvent.click(screen.getByTestId('offer-accept'));
    expect(inside.server.posted('/contacts/c-1043/accept')).toBeTruthy();
  });

  it('can be turned down', async () => {
    await userEvent.click(screen.getByTestId('offer-decline'));
    expect(inside.server.posted('/contacts/c-1043/decline')?.body).toEqual(sample('request-decline'));
  });
});

describe('one of my contacts', () => {
  const state = { ...offered.state, kind: 'handling' } as const;

  it('says how often the customer has written since I looked', () => {
    inside.tell({ kind: 'contact', n: 70, contact: { ...offered, state } });
    inside.tell({ kind: 'message', n: 71, id: offered.id, arrived: false });
    expect(screen.queryByTestId('arrived')).toBeNull();
    inside.tell({ kind: 'message', n: 72, id: offered.id, arrived: true });
    inside.tell({ kind: 'message', n: 73, id: offered.id, arrived: true });
    expect(screen.getByTestId('arrived').textContent).toBe('nuovi messaggi: 2');
  });
});
