import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { type LiveEvent, type LiveState, nextState, nothingYet } from '../core/live';
import { browserTimers, LiveSocket, type OpenLine } from '../socket/live-socket';

export interface Live {
  readonly live: LiveState;
  readonly nowMs: () => number;
  readonly reconnect: () => void;
  /** The operator has looked at a contact's new messages. */
  readonly seen: (contact: string) => void;
  /** Stops for good: the session is gone. */
  readonly end: () => void;
}

/** The live socket's state as React sees it. The socket starts with the component and stops with it. */
export function useLive(open: OpenLine): Live {
  const [live, dispatch] = useReducer((state: LiveState, event: LiveEvent) => nextState(state, event, Date.now()), nothingYet);
  const [round, setRound] = useState(0);
  const difference = useRef(0);
  const current = useRef<LiveSocket | null>(null);
  useEffect(() => {
    const socket = new LiveSocket(
      open,
      {
        connecting: () => dispatch({ kind: 'connecting' }),
        opened: () => dispatch({ kind: 'opened' }),
        lost: () => dispatch({ kind: 'lost' }),
        frame: (frame) => dispatch({ kind: 'frame', frame }),
        clockDifference: (ms) => {
          difference.current = ms;
        },
      },
      browserTimers,
    );
    const hurry = (): void => socket.hurry();
    current.current = socket;
    socket.start();
    window.addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      window.removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
      socket.stop();
    };
  }, [open, round]);
  const nowMs = useCallback(() => Date.now() + difference.current, []);
  const reconnect = useCallback(() => {
    dispatch({ kind: 'restarted' });
    setRound((n) => n + 1);
  }, []);
  const seen = useCallback((contact: string) => dispatch({ kind: 'seen', contact }), []);
  const end = useCallback(() => {
    current.current?.stop();
    dispatch({ kind: 'logged-out' });
  }, []);
  return { live, nowMs, reconnect, seen, end };
}
