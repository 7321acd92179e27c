import { useEffect } from 'react';
import { isSupervision } from '../core/call';
import { isOwnCall } from '../core/live';
import { useConsole } from './context';

/** Takes the ringing of a call that this operator just asked for: nobody else is on the line yet, or a talk to take part in. */
export function useOwnCallAnswered(): void {
  const { call, phone, live } = useConsole();
  const now = call.call;
  const asked = now.kind === 'ringing' && now.trouble == null && (isOwnCall(live, now.contact) || isSupervision(now.contact));
  useEffect(() => {
    if (asked) phone.answer();
  }, [asked, phone]);
}
