import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../core/protocol';
import { Inside } from '../testkit/inside';
import { sample } from '../testkit/samples';
import { OfferCard } from './OfferCard';

let inside: Inside;
const callback = sample<Card>('card-callback');

beforeEach(() => {
  inside = new Inside();
  inside.server.answers(`POST /contacts/${callback.id}/accept`, {});
});

describe('a call back that is offered', () => {
  it('says the number and the tries so far, and is taken by a click', async () => {
    await inside.shows(<OfferCard card={callback} />);
    expect(screen.getByTestId('offer-callback').textContent).toBe('Da richiamare: +390555550143 (tentativi senza risposta: 1)');
    expect(screen.getByTestId('offer-accept').textContent).toBe('Richiama');
    await userEvent.click(screen.getByTestId('offer-accept'));
    expect(inside.server.posted(`/contacts/${callback.id}/accept`)).toBeTruthy();
    expect(window.location.hash).toBe(`#/work/${callback.id}`);
  });

  it('says nothing of tries before the first one', async () => {
    await inside.shows(<OfferCard card={{ ...callback, callback: { number: '+390555550143', tries: 0, notBefore: null } }} />);
    expect(screen.getByTestId('offer-callback').textContent).toBe('Da richiamare: +390555550143');
  });
});
