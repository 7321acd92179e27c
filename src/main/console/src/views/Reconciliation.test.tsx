import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Reconciled } from '../core/protocol';
import { Inside } from '../testkit/inside';
import { sample } from '../testkit/samples';
import { Reconciliation } from './Reconciliation';

describe('the comparison of the mailboxes with the journal', () => {
  it('says what was missing and what could not be compared', async () => {
    const inside = new Inside();
    inside.server.answers('GET /reconciliation', sample<Reconciled>('reconciliation'));
    await inside.shows(<Reconciliation onCompared={() => undefined} />);
    expect((await screen.findByTestId('reconciled-info-INBOX')).textContent).toContain('Ripresi: 1');
    expect(screen.getByTestId('reconciled-pec-INBOX').textContent).toContain('connect to host');
  });

  it('compares when it is asked to', async () => {
    const inside = new Inside();
    inside.server.answers('GET /reconciliation', { at: null, folders: [] });
    inside.server.answers('POST /reconciliation', sample<Reconciled>('reconciliation'));
    const compared = vi.fn();
    await inside.shows(<Reconciliation onCompared={compared} />);
    expect((await screen.findByTestId('reconciliation')).textContent).toContain('Non ancora');
    fireEvent.click(screen.getByTestId('reconcile'));
    expect(await screen.findByTestId('reconciled-info-INBOX')).toBeTruthy();
    await waitFor(() => expect(compared).toHaveBeenCalled());
  });
});
