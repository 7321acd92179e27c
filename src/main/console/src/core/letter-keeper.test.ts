import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from './errors';
import { EMPTY, type Letter } from './letter';
import { LetterKeeper } from './letter-keeper';

const letter = (text: string): Letter => ({ ...EMPTY, text });
const settled = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};

let bridge: string;
let saves: { basedOn: number; text: string; answer: (version: number) => void; fail: (errorId: string) => void }[];
let timers: { ms: number; task: () => void }[];
const keeper = (): LetterKeeper =>
  new LetterKeeper({
    save: (basedOn, l) => new Promise((resolve, reject) => saves.push({ basedOn, text: l.text, answer: resolve, fail: (id) => reject(new ApiError(409, id, '')) })),
    readBridge: () => bridge,
    writeBridge: (text) => (bridge = text),
    after: (ms, task) => {
      const timer = { ms, task };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
  });
const fire = async (): Promise<void> => {
  const due = timers;
  timers = [];
  for (const timer of due) timer.task();
  await settled();
};
const last = () => {
  const save = saves.at(-1);
  if (save === undefined) throw new Error('nothing was saved');
  return save;
};

beforeEach(() => {
  bridge = '';
  saves = [];
  timers = [];
});

describe('a letter that is written', () => {
  it('is saved once after several changes, and then left out of this browser', async () => {
    const k = keeper();
    k.open({ version: 7, letter: letter('prima') });
    expect(k.kept).toEqual({ letter: letter('prima'), keeping: 'saved' });
    k.change(letter('prima e'));
    k.change(letter('prima e poi'));
    expect(timers.map((x) => x.ms)).toEqual([800]);
    expect(bridge).toContain('prima e poi');
    await fire();
    expect(saves.map((s) => [s.basedOn, s.text])).toEqual([[7, 'prima e poi']]);
    last().answer(8);
    await settled();
    expect(k.kept.keeping).toBe('saved');
    expect(bridge).toBe('');
  });

  it('waits for the save on its way before the next one', async () => {
    const k = keeper();
    k.open(null);
    k.change(letter('a'));
    await fire();
    k.change(letter('ab'));
    await fire();
    expect(saves.length).toBe(1);
    last().answer(5);
    await settled();
    expect(k.kept.keeping).toBe('waiting');
    await fire();
    expect([last().basedOn, last().text]).toEqual([5, 'ab']);
  });

  it('stays in this browser while the server is away, also over a reload', async () => {
    const k = keeper();
    k.open({ version: 3, letter: EMPTY });
    k.change(letter('tardi'));
    await fire();
    last().fail('network');
    await settled();
    expect(k.kept.keeping).toBe('offline');
    expect(timers.map((x) => x.ms)).toEqual([5_000]);
    const again = keeper();
    expect(again.kept.letter.text).toBe('tardi');
    again.open({ version: 3, letter: EMPTY });
    timers = timers.slice(-1);
    await fire();
    expect([last().basedOn, last().text]).toEqual([3, 'tardi']);
    last().answer(4);
    await settled();
    expect(bridge).toBe('');
  });

  it('asks when somebody else changed it meanwhile', async () => {
    const k = keeper();
    k.open({ version: 3, letter: letter('a') });
    k.change(letter('mia'));
    await fire();
    last().fail('draft-changed');
    await settled();
    expect(k.kept).toEqual({ letter: letter('mia'), keeping: 'conflict' });
    k.change(letter('mia ancora'));
    expect(timers).toEqual([]);
    k.keepMine(9);
    await fire();
    expect([last().basedOn, last().text]).toEqual([9, 'mia ancora']);
    last().fail('draft-changed');
    await settled();
    k.takeOther(11, letter('sua'));
    expect(k.kept).toEqual({ letter: letter('sua'), keeping: 'saved' });
    expect(bridge).toBe('');
  });

  it('is over when it was sent, whatever is still on its way', async () => {
    const k = keeper();
    k.open(null);
    k.change(letter('a'));
    await fire();
    k.sent();
    last().answer(5);
    await settled();
    expect(k.kept).toEqual({ letter: EMPTY, keeping: 'saved' });
    expect([bridge, timers.length]).toEqual(['', 0]);
    k.change(letter('b'));
    await fire();
    expect(last().text).toBe('b');
  });

  it('is sent at once when the editor goes away', async () => {
    const k = keeper();
    k.open(null);
    k.change(letter('a'));
    k.close();
    expect(last().text).toBe('a');
    expect(timers).toEqual([]);
  });

  it('takes over what earlier consoles kept', () => {
    bridge = 'Gentile';
    expect(keeper().kept).toEqual({ letter: letter('Gentile'), keeping: 'waiting' });
  });
});
