import { describe, expect, it } from 'vitest';
import { sample, samples } from '../testkit/samples';
import { FRAMES, SHAPES } from '../testkit/shapes';
import { parseFrame } from './protocol';

const requests = [...samples.keys()].filter((n) => n.startsWith('request-') || n === 'login-request' || n === 'client-alive');
const frames = [...samples.keys()].filter((n) => n.startsWith('frame-'));
const objects = [...samples.keys()].filter((n) => !requests.includes(n) && !frames.includes(n));

describe('the contract’s samples', () => {
  it('are all found', () => {
    expect(objects.length).toBeGreaterThan(25);
    expect(frames.length).toBe(Object.keys(FRAMES).length);
  });

  it.each(objects)('%s has exactly the members of the protocol', (name) => {
    const shape = SHAPES[name] ?? SHAPES[name.split('-')[0] ?? ''];
    expect(shape, `a shape for ${name}`).toBeDefined();
    expect(shape?.(samples.get(name), name)).toEqual([]);
  });

  it.each(frames)('%s is read as a frame', (name) => {
    const frame = parseFrame(JSON.stringify(samples.get(name)));
    expect(frame?.kind).toBe(name.replace('frame-', ''));
    expect(frame && FRAMES[frame.kind](frame, name)).toEqual([]);
  });
});

describe('parseFrame', () => {
  it('ignores what it does not know', () => {
    expect(parseFrame('not json')).toBeUndefined();
    expect(parseFrame('{"kind":"brand-new","n":3}')).toBeUndefined();
    expect(parseFrame('{"kind":"gone","id":"c-1"}')).toBeUndefined();
    expect(parseFrame('[]')).toBeUndefined();
  });

  it('keeps a frame with members it does not know', () => {
    const frame = { ...sample<object>('frame-gone'), novelty: true };
    expect(parseFrame(JSON.stringify(frame))?.kind).toBe('gone');
  });
});
