import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../core/protocol';
import { Inside } from '../testkit/inside';
import { sample } from '../testkit/samples';
import { ContactHead } from './ContactHead';
import { Rail } from './Rail';
import { WrapUpPanel } from './WrapUpPanel';

let inside: Inside;
const calling = sample<Card>('card-calling');
const notReached = sample<Card>('card-not-reached');
const queues = {
  queues: [
    { id: 'tributi', name: 'Tributi' },
    { id: 'cittadini', name: 'Informazioni ai cittadini' },
  ],
};

beforeEach(() => {
  inside = new Inside();
  inside.server.answers('GET /calls', queues);
  inside.server.answers('POST /calls', { contact: 'c-1050' });
});

describe('calling a number', () => {
  it('is typed or dialled, for a queue of the operator', async () => {
    await inside.shows(<Rail />);
    await userEvent.click(screen.getByTestId('call-open'));
    await userEvent.type(await screen.findByTestId('call-number'), '055 1');
    await userEvent.click(screen.getByTestId('dtmf-2'));
    await userEvent.selectOptions(screen.getByTestId('call-queue'), 'cittadini');
    await userEvent.click(screen.getByTestId('call-submit'));
    expect(inside.server.posted('/calls')?.body).toEqual({ queue: 'cittadini', number: '055 12', name: null });
    expect(window.location.hash).toBe('#/work/c-1050');
    expect(screen.queryByTestId('call-number')).toBeNull();
  });

  it('says in the operator’s words why it was refused', async () => {
    inside.server.refuses('POST /calls', 400, 'number-not-allowed');
    await inside.shows(<Rail />);
    await userEvent.click(screen.getByTestId('call-open'));
    await userEvent.type(await screen.findByTestId('call-number'), '0044 1');
    await userEvent.click(screen.getByTestId('call-submit'));
    expect(await screen.findByText('Questo numero non si può chiamare da qui.')).toBeTruthy();
    expect(screen.getByTestId('call-number')).toBeTruthy();
  });

  it('is not offered for a contact without a telephone number', async () => {
    await inside.shows(<ContactHead card={sample<Card>('card-closed')} mine={false} replyTo={null} />);
    expect(screen.queryByTestId('call-customer')).toBeNull();
  });

  it('is one click away from a past call', async () => {
    const past: Card = { ...sample<Card>('card-wrapup'), state: { ...notReached.state, kind: 'closed', until: null } };
    await inside.shows(<ContactHead card={past} mine={false} replyTo={null} />);
    await userEvent.click(screen.getByTestId('call-customer'));
    expect((await screen.findByTestId<HTMLInputElement>('call-number')).value).toBe(past.customer.address);
    await userEvent.click(screen.getByTestId('call-submit'));
    expect(inside.server.posted('/calls')?.body).toEqual({ queue: 'cittadini', number: past.customer.address, name: null });
  });
});

describe('the own telephone', () => {
  const rings = (): void => act(() => inside.phone.happens({ kind: 'incoming', contact: calling.id, caller: calling.customer.address }));

  it('is answered by itself for a call the operator just asked for', async () => {
    await inside.shows(<Rail />);
    inside.tell({ kind: 'contact', n: 60, contact: calling });
    rings();
    expect(inside.phone.told).toEqual(['answer']);
  });

  it('also for a call back that the operator took', async () => {
    await inside.shows(<Rail />);
    inside.tell({ kind: 'contact', n: 60, contact: { ...calling, direction: 'in', callback: { number: '+390555550143', tries: 0, notBefore: null } } });
    rings();
    expect(inside.phone.told).toEqual(['answer']);
  });

  it('also when it rings before the card says so', async () => {
    await inside.shows(<Rail />);
    rings();
    expect(inside.phone.told).toEqual([]);
    inside.tell({ kind: 'contact', n: 60, contact: calling });
    expect(inside.phone.told).toEqual(['answer']);
  });

  it('is not answered by itself for a caller', async () => {
    await inside.shows(<Rail />);
    inside.tell({ kind: 'contact', n: 60, contact: { ...calling, direction: 'in' } });
    rings();
    expect(inside.phone.told).toEqual([]);
  });
});

describe('a call that reached nobody', () => {
  it('says why and is made again at a click', async () => {
    await inside.shows(
      <>
        <ContactHead card={notReached} mine replyTo={null} />
        <WrapUpPanel card={notReached} />
      </>,
    );
    expect(screen.getByTestId('direction').textContent).toBe('Chiamata in uscita');
    expect(screen.getByTestId('not-reached').textContent).toBe('Occupato');
    await userEvent.click(screen.getByTestId('call-again'));
    expect(inside.server.posted(`/contacts/${notReached.id}/call-again`)).toBeTruthy();
  });

  it('gets more time to be written up', async () => {
    await inside.shows(<WrapUpPanel card={notReached} />);
    await userEvent.click(screen.getByTestId('wrapup-extend'));
    expect(inside.server.posted(`/contacts/${notReached.id}/extend`)?.body).toEqual({});
  });
});
