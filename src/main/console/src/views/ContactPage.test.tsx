import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Card, Detail } from '../core/protocol';
import { Inside } from '../testkit/inside';
import { sample } from '../testkit/samples';
import { ContactPage } from './ContactPage';

let inside: Inside;
const detail = sample<Detail>('detail');

beforeEach(() => {
  inside = new Inside();
  inside.server.answers('GET /contacts/c-1042', detail);
  inside.server.answers('GET /centers', sample('centers'));
  inside.server.answers('GET /classification', sample('classification'));
  inside.server.answers('GET /knowledge?q=rimborso&limit=10', sample('knowledge-hits'));
  inside.server.answers('GET /knowledge/tari-rimborso', sample('article'));
});

describe('a contact', () => {
  it('keeps a reply that the server did not record', async () => {
    const page = await inside.shows(<ContactPage id="c-1042" />);
    inside.server.refuses('POST /contacts/c-1042/reply', 503, 'journal-full');
    inside.server.refuses('PUT /contacts/c-1042/draft', 503, 'journal-full');
    await userEvent.type(screen.getByTestId('reply-text'), 'Gentile Carla');
    await userEvent.click(screen.getByTestId('reply-send'));
    expect(await screen.findByText(/riprova tra poco/)).toBeTruthy();
    expect(screen.queryByTestId('reply-done')).toBeNull();
    page.unmount();
    await inside.shows(<ContactPage id="c-1042" />);
    expect(screen.getByTestId<HTMLTextAreaElement>('reply-text').value).toBe('Gentile Carla');
  });

  it('empties the editor only after the server has recorded the reply', async () => {
    await inside.shows(<ContactPage id="c-1042" />);
    await userEvent.type(screen.getByTestId('reply-text'), 'Gentile Carla');
    await userEvent.click(screen.getByTestId('reply-send'));
    expect(await screen.findByTestId('reply-done')).toBeTruthy();
    expect(screen.getByTestId<HTMLTextAreaElement>('reply-text').value).toBe('');
    expect(inside.server.posted('/contacts/c-1042/reply')?.body).toEqual({ text: 'Gentile Carla', cc: [], language: null, files: ['0f3k2m9a7b1c5d8e'] });
  });

  it('goes on with the draft of a colleague', async () => {
    inside.server.answers('GET /contacts/c-1042/composing', sample('composing-draft'));
    await inside.shows(<ContactPage id="c-1042" />);
    await waitFor(() => expect(screen.getByTestId<HTMLTextAreaElement>('reply-text').value).toBe('Che ne dite?'));
    expect(screen.getByTestId('letter').dataset['kind']).toBe('forward');
    expect(screen.getByTestId<HTMLInputElement>('forward-to').value).toBe('ufficio@altrove.example');
    await userEvent.type(screen.getByTestId('reply-text'), ' Grazie');
    await waitFor(() => expect(inside.server.asked.findLast((a) => a.method === 'PUT')?.body).toMatchObject({ basedOn: 1795169740123, letter: { text: 'Che ne dite? Grazie' } }), { timeout: 3000 });
    await waitFor(() => expect(screen.getByTestId('draft-state').dataset['keeping']).toBe('saved'));
  });

  it('shows what somebody else wrote meanwhile, and lets the operator choose', async () => {
    await inside.shows(<ContactPage id="c-1042" />);
    await screen.findByTestId('file');
    inside.server.refuses('PUT /contacts/c-1042/draft', 409, 'draft-changed');
    inside.server.answers('GET /contacts/c-1042/composing', sample('composing-draft'));
    await userEvent.type(screen.getByTestId('reply-text'), 'Gentile');
    const conflict = await screen.findByTestId('draft-conflict', {}, { timeout: 3000 });
    expect(conflict.textContent).toContain('Bruno ha cambiato la bozza');
    expect(conflict.textContent).toContain('Che ne dite?');
    expect(screen.getByTestId<HTMLTextAreaElement>('reply-text').value).toBe('Gentile');
    await userEvent.click(screen.getByTestId('draft-other'));
    expect(screen.getByTestId<HTMLTextAreaElement>('reply-text').value).toBe('Che ne dite?');
    expect(screen.queryByTestId('draft-conflict')).toBeNull();
  });

  it('answers to all who got the message, as far as the operator leaves them', async () => {
    await inside.shows(<ContactPage id="c-1042" />);
    await userEvent.click(await screen.findByTestId('reply-all'));
    expect(screen.getByTestId<HTMLInputElement>('reply-cc').value).toBe('archivio@comune.example');
    await userEvent.type(screen.getByTestId('reply-cc'), ', dora');
    await userEvent.type(screen.getByTestId('reply-text'), 'Gentile Carla');
    expect(screen.getByTestId<HTMLButtonElement>('reply-send').disabled).toBe(true);
    await userEvent.type(screen.getByTestId('reply-cc'), '@example.org');
    await userEvent.click(screen.getByTestId('reply-send'));
    expect(inside.server.posted('/contacts/c-1042/reply')?.body).toMatchObject({ cc: ['archivio@comune.example', 'dora@example.org'] });
  });

  it('forwards a message with its files, and goes back to the answer', async () => {
    await inside.shows(<ContactPage id="c-1042" />);
    await userEvent.type(await screen.findByTestId('reply-text'), 'Che ne dite?');
    const first = await screen.findByTestId('message-1');
    await userEvent.click(within(first).getByTestId('forward-open'));
    expect(screen.getByTestId('letter').dataset['kind']).toBe('forward');
    expect(screen.getByTestId<HTMLButtonElement>('reply-send').disabled).toBe(true);
    await userEvent.type(screen.getByTestId('forward-to'), 'ufficio@altrove.example');
    await userEvent.click(screen.getByTestId('forward-whole'));
    expect(inside.server.posted('/contacts/c-1042/files/received')?.body).toEqual({ message: 1, part: null });
    inside.server.refuses('POST /contacts/c-1042/messages/1/forward', 400, 'own-address');
    await userEvent.click(screen.getByTestId('reply-send'));
    expect((await screen.findByTestId('error')).textContent).toContain('nostra casella');
    inside.server.answers('POST /contacts/c-1042/messages/1/forward', sample('done'));
    await userEvent.click(screen.getByTestId('reply-send'));
    expect((await screen.findByTestId('reply-done')).textContent).toContain('Inoltro');
    expect(inside.server.posted('/contacts/c-1042/messages/1/forward')?.body).toEqual(sample('request-forward-message'));
    expect(screen.getByTestId('letter').dataset['kind']).toBe('reply');
    expect(screen.getByTestId<HTMLTextAreaElement>('reply-text').value).toBe('');
  });

  it('reads its detail again when its messages change', async () => {
    await inside.shows(<ContactPage id="c-1042" />);
    expect(await screen.findByTestId('message-1')).toBeTruthy();
    const last = detail.messages[2];
    if (last === undefined) throw new Error('the sample has three messages');
    inside.server.answers('GET /contacts/c-1042', { ...detail, messages: [...detail.messages, { ...last, n: 4 }] });
    inside.tell({ kind: 'message', n: 80, id: 'c-1042', arrived: false });
    expect(await screen.findByTestId('message-4')).toBeTruthy();
  });

  it('shows foreign HTML only in a frame that may do nothing', async () => {
    await inside.shows(<ContactPage id="c-1042" />);
    await userEvent.click(await screen.findByText('Mostra impaginato'));
    const frame = screen.getByTitle<HTMLIFrameElement>('Testo del messaggio');
    expect(frame.getAttribute('sandbox')).toBe('');
    await waitFor(() => expect(frame.getAttribute('srcdoc')).toContain('<strong>IBAN</strong>'));
  });

  it('puts a knowledge article into the reply', async () => {
    await inside.shows(<ContactPage id="c-1042" />);
    await userEvent.type(screen.getByTestId('knowledge-query'), 'rimborso');
    const hit = await screen.findByTestId('knowledge-hit', {}, { timeout: 3000 });
    expect(hit.querySelector('mark')?.textContent).toBe('rimborso');
    await userEvent.click(hit);
    await userEvent.click(await screen.findByTestId('knowledge-insert'));
    expect(screen.getByTestId<HTMLTextAreaElement>('reply-text').value).toContain('entro cinque anni');
  });

  it('asks a competence center', async () => {
    await inside.shows(<ContactPage id="c-1042" />);
    await userEvent.click(await screen.findByTestId('escalate-open'));
    await screen.findByText('Ufficio anagrafe');
    await userEvent.selectOptions(screen.getByTestId('escalate-center'), 'tributi');
    await userEvent.type(screen.getByTestId('escalate-question'), 'Serve il modulo?');
    await userEvent.click(screen.getByTestId('escalate-send'));
    expect(inside.server.posted('/contacts/c-1042/escalate')?.body).toEqual({ center: 'tributi', question: 'Serve il modulo?', dueAt: null });
  });

  it('closes after three levels of classification', async () => {
    await inside.shows(<ContactPage id="c-1042" />);
    const wrapup = sample<Card>('card-wrapup').state;
    inside.tell({ kind: 'contact', n: 81, contact: { ...detail.card, state: wrapup } });
    expect(screen.queryByTestId('reply-text')).toBeNull();
    await screen.findByText('Tributi', { selector: 'option' });
    await userEvent.selectOptions(screen.getByTestId('close-classification-area'), 'tributi');
    await userEvent.selectOptions(screen.getByTestId('close-classification-topic'), 'tari');
    expect(screen.getByTestId<HTMLButtonElement>('close-submit').disabled).toBe(true);
    await userEvent.selectOptions(screen.getByTestId('close-classification-detail'), 'rimborso');
    await userEvent.click(screen.getByTestId('close-submit'));
    expect(inside.server.posted('/contacts/c-1042/close')?.body).toEqual(sample('request-close'));
  });

  it('announces what the customer writes, also in wrap-up, until it is looked at', async () => {
    await inside.shows(<ContactPage id="c-1042" />);
    await userEvent.click(await screen.findByTestId('tab-notes'));
    inside.tell({ kind: 'contact', n: 81, contact: { ...detail.card, state: sample<Card>('card-wrapup').state } });
    expect(screen.queryByTestId('arrived-notice')).toBeNull();
    inside.tell({ kind: 'message', n: 82, id: 'c-1042', arrived: true });
    expect(screen.getByTestId('arrived-notice').textContent).toContain('Messaggi nuovi: 1');
    await userEvent.click(screen.getByTestId('arrived-show'));
    expect(screen.queryByTestId('arrived-notice')).toBeNull();
    expect(await screen.findByTestId('message-1')).toBeTruthy();
  });

  it('offers exactly what the desk allows in each state', async () => {
    await inside.shows(<ContactPage id="c-1042" />);
    await screen.findByTestId('message-1');
    const may = (kind: Card['state']['kind'], live: boolean): readonly string[] => {
      inside.tell({ kind: 'contact', n: ++n, contact: { ...detail.card, channel: live ? 'voice' : 'email', live, state: { ...detail.card.state, kind } } });
      return ['escalate-open', 'transfer-open', 'finish'].filter((id) => screen.queryByTestId<HTMLButtonElement>(id)?.disabled === false);
    };
    let n = 90;
    expect(may('handling', false)).toEqual(['escalate-open', 'transfer-open', 'finish']);
    expect(may('wrapup', false)).toEqual(['escalate-open']);
    expect(may('handling', true)).toEqual(['transfer-open']);
    expect(may('hold', true)).toEqual(['transfer-open']);
  });

  it('gives a caller to a queue, an operator or a number, written work not to a number', async () => {
    inside.server.answers('GET /operators', sample('operators'));
    await inside.shows(<ContactPage id="c-1042" />);
    await screen.findByTestId('message-1');
    await userEvent.click(screen.getByTestId('transfer-open'));
    expect(screen.queryByTestId('tab-to-number')).toBeNull();
    await userEvent.click(screen.getByTestId('tab-to-operator'));
    await userEvent.selectOptions(screen.getByTestId('transfer-operator'), await screen.findByText('Bruno: In pausa'));
    expect(screen.queryByText(/^Anna:/)).toBeNull();
    await userEvent.click(screen.getByTestId('transfer-send'));
    expect(inside.server.posted('/contacts/c-1042/transfer-to')?.body).toEqual({ operator: 'bruno' });
    inside.tell({ kind: 'contact', n: 90, contact: { ...detail.card, channel: 'voice', live: true } });
    inside.server.refuses('POST /contacts/c-1042/forward', 400, 'number-not-allowed');
    await userEvent.click(screen.getByTestId('transfer-open'));
    await userEvent.click(screen.getByTestId('tab-to-number'));
    await userEvent.type(screen.getByTestId('transfer-number'), '055 123{Enter}');
    expect(inside.server.posted('/contacts/c-1042/forward')?.body).toEqual({ number: '055 123' });
    expect((await screen.findByTestId('error')).textContent).toContain('non si può chiamare');
    await userEvent.keyboard('{Escape}');
    await userEvent.click(screen.getByTestId('contact-take-back'));
    expect(inside.server.posted('/contacts/c-1042/transfer-to')?.body).toEqual({ operator: 'anna' });
  });

  it('shows the number of a call whose caller has gone', async () => {
    inside.server.answers('GET /contacts/c-1043', sample('detail-voice'));
    await inside.shows(<ContactPage id="c-1043" />);
    const back: Card = { ...sample<Card>('card-offered-voice'), live: false, state: detail.card.state };
    inside.tell({ kind: 'contact', n: 90, contact: back });
    expect((await screen.findByTestId('callback')).textContent).toContain('+390555550143');
    expect(screen.getAllByText(back.customer.address)).toHaveLength(1);
    expect(screen.getByTestId('finish')).toBeTruthy();
    expect(screen.queryByTestId('contact-hangup')).toBeNull();
  });

  it('says that its detail cannot be read, and does not seem to wait for it', async () => {
    inside.server.refuses('GET /contacts/c-1042', 404, 'no-such-contact');
    await inside.shows(<ContactPage id="c-1042" />);
    expect(await screen.findByText('Questo contatto non esiste.')).toBeTruthy();
    expect(screen.queryByText('Caricamento in corso')).toBeNull();
  });
});
