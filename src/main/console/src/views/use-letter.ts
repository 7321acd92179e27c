import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { type Kept, LetterKeeper } from '../core/letter-keeper';
import type { Composing } from '../core/protocol';
import { useConsole } from './context';

/** The letter of a contact as it is kept; one keeper for as long as the contact may be written to. */
export function useLetter(contact: string, writable: boolean, composing: Composing | null): readonly [LetterKeeper, Kept] {
  const { api, drafts } = useConsole();
  const keeper = useMemo(
    () =>
      new LetterKeeper({
        save: (basedOn, letter) => api.saveDraft(contact, basedOn, letter),
        readBridge: () => drafts.read('reply', contact),
        writeBridge: (text) => drafts.write('reply', contact, text),
        after: (ms, task) => {
          const timer = window.setTimeout(task, ms);
          return () => window.clearTimeout(timer);
        },
      }),
    // a contact that comes back into my hands may have another draft
    [api, drafts, contact, writable],
  );
  useEffect(() => {
    if (composing !== null) keeper.open(composing.draft);
  }, [keeper, composing]);
  useEffect(() => () => keeper.close(), [keeper]);
  const kept = useSyncExternalStore(
    (changed) => keeper.subscribe(changed),
    () => keeper.kept,
  );
  return [keeper, kept];
}
