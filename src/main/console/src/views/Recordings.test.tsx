import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Detail, Operator, Supervisions } from '../core/protocol';
import { Inside } from '../testkit/inside';
import { sample } from '../testkit/samples';
import { Recordings } from './Recordings';
import { Supervising } from './Supervising';
import { Watchers } from './Watchers';

let inside: Inside;
const detail = sample<Detail>('detail-voice');
const recorded = detail.recordings[0];

beforeEach(() => {
  inside = new Inside();
});

function withState(state: Detail['recordings'][number]['state']): Detail {
  if (recorded === undefined) throw new Error('the sample has a recording');
  return { ...detail, recordings: [{ ...recorded, state, mayHear: state === 'kept' }] };
}

describe('recordings', () => {
  it('are paused while data is dictated, and go on', async () => {
    const page = await inside.shows(<Recordings detail={withState('recording')} mine />);
    await userEvent.click(screen.getByTestId('recording-pause'));
    expect(inside.server.posted('/contacts/c-1043/recording/pause')?.body).toEqual({});
    page.unmount();
    await inside.shows(<Recordings detail={withState('paused')} mine />);
    await userEvent.click(screen.getByTestId('recording-pause'));
    expect(inside.server.posted('/contacts/c-1043/recording/resume')?.body).toEqual({});
  });

  it('are paused by nobody else', async () => {
    await inside.shows(<Recordings detail={withState('recording')} mine={false} />);
    expect(screen.getByTestId('recording-1').textContent).toContain('In registrazione');
    expect(screen.queryByTestId('recording-pause')).toBeNull();
  });

  it('are asked for only when somebody listens', async () => {
    inside.server.answers('POST /contacts/c-1043/recordings/1/listenings', { address: '/api/v1/contacts/c-1043/recordings/1/sound?listening=x' }, 201);
    await inside.shows(<Recordings detail={withState('kept')} mine={false} />);
    expect(screen.queryByTestId('recording-player')).toBeNull();
    await userEvent.click(screen.getByTestId('recording-listen'));
    await waitFor(() => expect(screen.getByTestId('recording-player').getAttribute('src')).toContain('/sound?listening=x'));
  });

  it('offer no listening to whom it is not allowed', async () => {
    const kept = withState('kept');
    await inside.shows(<Recordings detail={{ ...kept, recordings: kept.recordings.map((r) => ({ ...r, mayHear: false })) }} mine={false} />);
    expect(screen.queryByTestId('recording-listen')).toBeNull();
  });

  it('say that the caller refused', async () => {
    await inside.shows(<Recordings detail={{ ...detail, consent: 'refused', recordings: [] }} mine />);
    expect(screen.getByTestId('recording-refused').textContent).toContain('ha rifiutato');
  });
});

describe('a supervisor', () => {
  it('is seen beside every page by the operator whose talk it is', async () => {
    inside.server.answers('GET /supervisions', sample('supervisions'));
    await inside.shows(<Watchers contact="c-1043" />);
    expect((await screen.findByTestId('supervision')).textContent).toContain('Carla Neri');
  });

  const anna: Operator = { ...sample<Operator>('operator'), id: 'anna', name: 'Anna', activity: [{ contact: 'c-1043', channel: 'voice', state: 'handling' }] };
  const sessions = sample<Supervisions>('supervisions').supervisions;

  it('is shown with what they do', async () => {
    await inside.shows(<Supervising operator={anna} sessions={sessions} onChanged={() => undefined} />);
    expect(screen.getByTestId('supervision').textContent).toContain('suggerisce');
  });

  it('takes part by a button, where somebody talks', async () => {
    const bruno: Operator = { ...anna, id: 'bruno', name: 'Bruno' };
    const page = await inside.shows(<Supervising operator={bruno} sessions={[]} onChanged={() => undefined} />);
    await userEvent.click(screen.getByTestId('spy-listen-bruno'));
    expect(inside.server.posted('/contacts/c-1043/supervise')?.body).toEqual({ mode: 'listen' });
    page.unmount();
    await inside.shows(<Supervising operator={{ ...bruno, activity: [] }} sessions={[]} onChanged={() => undefined} />);
    expect(screen.queryByTestId('spy-listen-bruno')).toBeNull();
  });

  it('is never offered a talk of their own', async () => {
    await inside.shows(<Supervising operator={anna} sessions={[]} onChanged={() => undefined} />);
    expect(screen.queryByTestId('spy-listen-anna')).toBeNull();
  });
});
