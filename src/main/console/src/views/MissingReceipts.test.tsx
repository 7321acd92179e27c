import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Receipts } from '../core/protocol';
import { Inside } from '../testkit/inside';
import { sample } from '../testkit/samples';
import { MissingReceipts } from './MissingReceipts';

describe('certified messages without their receipts', () => {
  it('lists them with their contact, and those of one kind', async () => {
    const inside = new Inside();
    inside.server.answers('GET /receipts', sample<Receipts>('receipts'));
    await inside.shows(<MissingReceipts />);
    const first = await screen.findByTestId('receipt-01k9c4-2');
    expect(first.textContent).toContain('Accettazione');
    expect(first.textContent).toContain('dora@pec.example.org');
    expect(first.querySelector('a')?.getAttribute('href')).toBe('#/history/01k9c4');
    fireEvent.change(screen.getByTestId('receipts-stage'), { target: { value: 'delivery' } });
    expect(screen.queryByTestId('receipt-01k9c4-2')).toBeNull();
    expect(screen.getByTestId('receipt-01k9c5-4').textContent).toContain('capo@pec.example.org, ufficio@pec.example.org');
  });

  it('asks once more before one is no longer awaited', async () => {
    const inside = new Inside();
    inside.server.answers('GET /receipts', sample<Receipts>('receipts'));
    inside.server.answers('POST /contacts/01k9c4/messages/2/no-receipt', { result: 'done' });
    await inside.shows(<MissingReceipts />);
    const button = await screen.findByTestId('receipt-stop-01k9c4-2');
    fireEvent.click(button);
    expect(button.textContent).toContain('Confermi');
    inside.server.answers('GET /receipts', { missing: [] });
    fireEvent.click(button);
    await waitFor(() => expect(screen.getByTestId('missing-receipts').textContent).toContain('Nessuna ricevuta mancante'));
  });
});
