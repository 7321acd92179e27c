import { Button } from 'design-react-kit';
import { useEffect } from 'react';
import { askedName, type ConsultStep, roleIn, stepKeys, stepOfKey, steps } from '../core/consult';
import type { Card, Consult } from '../core/protocol';
import { clockText, elapsedMs } from '../core/time';
import { ErrorNote } from '../ui/ErrorNote';
import { Icon } from '../ui/Icon';
import { useConsole, useWords } from './context';
import { useAction, useNow } from './hooks';

/** Who is asked about a call, since when, who hears whom, and what can be done: by who asks; who is asked reads along. */
export function ConsultPanel({ card, consult }: { readonly card: Card; readonly consult: Consult }) {
  const words = useWords();
  const { session } = useConsole();
  const now = useNow();
  const role = roleIn(card, session.user);
  const name = askedName(consult);
  return (
    <section className={`consult is-${consult.phase}`} aria-labelledby="consult-title" data-testid="consult" data-phase={consult.phase}>
      <div className="consult-who">
        <Icon name="telephone" />
        <div>
          <h2 id="consult-title">
            {role === 'asked' ? words.t('consult.askedBy', { name: consult.by.name }) : words.t('consult.with', { name })}
          </h2>
          <p role="status">{words.code(role === 'asked' ? 'consult.toAsked' : 'consult.phase', consult.phase)}</p>
        </div>
        <span className="consult-clock" role="timer" aria-label={words.t('phone.duration')}>
          {clockText(elapsedMs(consult.since, now))}
        </span>
      </div>
      {role === 'mine' && <ConsultSteps contact={card.id} possible={steps(consult)} />}
    </section>
  );
}

function ConsultSteps({ contact, possible }: { readonly contact: string; readonly possible: readonly ConsultStep[] }) {
  const words = useWords();
  const { api } = useConsole();
  const { busy, error, run } = useAction();
  const keys = possible.join();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.repeat) return;
      const step = stepOfKey(event.code, keys.split(',') as ConsultStep[]);
      if (step === null) return;
      event.preventDefault();
      void run(() => api.consultStep(contact, step));
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [api, contact, keys, run]);
  return (
    <>
      <ErrorNote error={error} />
      <div className="consult-steps">
        {possible.map((step, i) => (
          <Button
            key={step}
            size="xs"
            color="primary"
            outline={i > 0 || step === 'return'}
            disabled={busy}
            aria-keyshortcuts={`Alt+Shift+${stepKeys[step]}`}
            title={`Alt+Shift+${stepKeys[step]}`}
            onClick={() => void run(() => api.consultStep(contact, step))}
            data-testid={`consult-${step}`}
          >
            {words.t(`consult.${step}`)}
          </Button>
        ))}
      </div>
    </>
  );
}
