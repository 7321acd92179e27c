import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { IntakePage as Page } from '../core/protocol';
import { Inside } from '../testkit/inside';
import { sample } from '../testkit/samples';
import { IntakePage } from './IntakePage';

const page = sample<Page>('intake');

async function shown(): Promise<Inside> {
  const inside = new Inside();
  inside.server.answers('GET /intake?', page);
  inside.server.answers('GET /reconciliation', { at: null, folders: [] });
  inside.server.answers('GET /receipts', { missing: [] });
  await inside.shows(<IntakePage />);
  await screen.findByTestId('intake-table');
  return inside;
}

describe('the intake log', () => {
  it('shows what became of every message, with the way to its contact', async () => {
    await shown();
    const row = screen.getByTestId('intake-row-4711');
    expect(row.textContent).toContain('Carla Neri');
    expect(row.querySelector('a')?.getAttribute('href')).toBe('#/history/01k9c1');
    expect(screen.getByTestId('intake-row-4690').textContent).toContain('definitiva 5.1.1; non riguarda alcun messaggio conosciuto');
    expect(screen.getByTestId('intake-failed').textContent).toContain('Un messaggio non è stato letto');
  });

  it('offers every message as a download, and only unread ones to be read again', async () => {
    const inside = await shown();
    expect(screen.getByTestId('intake-row-4702').querySelector('a[download]')?.getAttribute('href')).toBe('/api/v1/intake/4702/raw');
    expect(screen.queryByTestId('intake-retry-4711')).toBeNull();
    fireEvent.click(screen.getByTestId('intake-retry-4702'));
    await waitFor(() => expect(inside.server.posted('/intake/4702/retry')).toBeDefined());
    await waitFor(() => expect(inside.server.asked.filter((a) => a.path === '/intake?').length).toBe(2));
  });

  it('says why a message could not be read again', async () => {
    const inside = await shown();
    inside.server.refuses('POST /intake/4702/retry', 409, 'wrong-state');
    fireEvent.click(screen.getByTestId('intake-retry-4702'));
    expect(await screen.findByRole('alert')).toBeTruthy();
  });

  it('looks for a fate, and goes on where the page ended', async () => {
    const inside = await shown();
    inside.server.answers('GET /intake?before=4690', { ...page, lines: [{ ...page.lines[0], id: 12 }], next: null });
    fireEvent.click(screen.getByTestId('intake-more'));
    expect(await screen.findByTestId('intake-row-12')).toBeTruthy();
    inside.server.answers('GET /intake?fate=bounce', { ...page, lines: [], next: null });
    fireEvent.change(screen.getByTestId('intake-fate'), { target: { value: 'bounce' } });
    fireEvent.click(screen.getByTestId('intake-search'));
    await waitFor(() => expect(screen.queryByTestId('intake-table')).toBeNull());
  });
});
