import { beforeEach, describe, expect, it } from 'vitest';
import type { Frame } from '../core/protocol';
import { FakeLines, TestTimers, Told } from '../testkit/fake-line';
import { sample } from '../testkit/samples';
import { LiveSocket } from './live-socket';

let lines: FakeLines;
let timers: TestTimers;
let told: Told;
let socket: LiveSocket;
const alive = (atMs: number): Frame => ({ kind: 'alive', serverTime: new Date(atMs).toISOString() });

beforeEach(() => {
  lines = new FakeLines();
  timers = new TestTimers();
  told = new Told();
  socket = new LiveSocket(lines.open, told, timers);
  socket.start();
});

describe('the live socket', () => {
  it('asks from the beginning, then hands over what it hears', () => {
    expect(lines.last.after).toBe(0);
    lines.last.listener.opened();
    lines.say(sample<Frame>('frame-snapshot'));
    expect(told.log).toEqual(['connecting', 'opened', 'snapshot']);
  });

  it('returns after a loss and asks for what came after the last number', () => {
    lines.last.listener.opened();
    lines.say(sample<Frame>('frame-snapshot'));
    lines.say(sample<Frame>('frame-contact'));
    lines.last.listener.closed();
    expect(told.log.at(-1)).toBe('lost');
    timers.pass(499);
    expect(lines.opened).toHaveLength(1);
    timers.pass(1);
    expect(lines.opened).toHaveLength(2);
    expect(lines.last.after).toBe(42);
  });

  it('waits longer after each failure, and briefly again once a frame has come', () => {
    for (const pause of [500, 1000, 2000]) {
      const before = lines.opened.length;
      lines.last.listener.closed();
      timers.pass(pause - 1);
      expect(lines.opened).toHaveLength(before);
      timers.pass(1);
      expect(lines.opened).toHaveLength(before + 1);
    }
    lines.last.listener.opened();
    lines.say(sample<Frame>('frame-snapshot'));
    lines.last.listener.closed();
    timers.pass(500);
    expect(lines.opened).toHaveLength(5);
  });

  it('does not take an accepted connection alone for health', () => {
    for (let i = 0; i < 3; i++) {
      lines.last.listener.opened();
      lines.last.listener.closed();
      timers.pass(20_000);
    }
    lines.last.listener.opened();
    lines.last.listener.closed();
    const before = lines.opened.length;
    timers.pass(3_000);
    expect(lines.opened).toHaveLength(before);
  });

  it('says that it is alive every 20 s, and takes silence for a loss', () => {
    lines.last.listener.opened();
    expect(lines.last.sent).toEqual(['{"kind":"alive"}']);
    timers.pass(20_000);
    expect(lines.last.sent).toHaveLength(2);
    timers.pass(40_000);
    expect(told.log).toContain('lost');
    expect(lines.opened[0]?.closed).toBe(true);
  });

  it('learns the server’s clock from the shortest round trip', () => {
    lines.last.listener.opened();
    timers.pass(100);
    lines.say(alive(timers.now() + 5_000 - 50));
    expect(told.difference).toBe(5_000);
    timers.pass(20_000);
    timers.pass(1_000);
    lines.say(alive(timers.now() + 9_000));
    expect(told.difference).toBe(5_000);
  });

  it('never returns after the server said that it ended', () => {
    lines.last.listener.opened();
    lines.say(sample<Frame>('frame-ended'));
    lines.opened[0]?.listener.closed();
    timers.pass(600_000);
    expect(lines.opened).toHaveLength(1);
    expect(told.log).not.toContain('lost');
  });

  it('does not listen to a line it has dropped', () => {
    const first = lines.last;
    first.listener.closed();
    timers.pass(500);
    first.listener.opened();
    first.listener.heard(JSON.stringify(sample('frame-snapshot')));
    first.listener.closed();
    expect(told.log).toEqual(['connecting', 'lost', 'connecting']);
  });

  it('gives up a connection that does not open in 10 s', () => {
    timers.pass(10_000);
    expect(told.log).toEqual(['connecting', 'lost']);
  });

  it('tries at once when the network is back', () => {
    lines.last.listener.closed();
    socket.hurry();
    expect(lines.opened).toHaveLength(2);
    timers.pass(9_000);
    expect(lines.opened).toHaveLength(2);
  });

  it('is silent after it was stopped', () => {
    lines.last.listener.opened();
    socket.stop();
    timers.pass(600_000);
    expect(lines.opened).toHaveLength(1);
    expect(lines.last.closed).toBe(true);
  });
});
