import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Detail } from '../core/protocol';
import { Inside } from '../testkit/inside';
import { sample } from '../testkit/samples';
import { HistoryDetail } from './HistoryDetail';

it('shows that a recording is ready without being opened again', async () => {
  const inside = new Inside();
  const kept = sample<Detail>('detail-voice');
  const path = `GET /contacts/${kept.card.id}`;
  inside.server.answers('GET /classification', []);
  inside.server.answers(path, { ...kept, recordings: kept.recordings.map((r) => ({ ...r, state: 'stopped', mayHear: false })) });
  await inside.shows(<HistoryDetail id={kept.card.id} />);
  await screen.findByText('In cifratura');
  inside.server.answers(path, kept);
  await waitFor(() => expect(screen.getByTestId('recording-1').dataset.state).toBe('kept'), { timeout: 10_000 });
});
