import { Button } from 'design-react-kit';
import { useState } from 'react';
import { type CallState, isSupervision, type LineState } from '../core/call';
import { otherEnd } from '../core/consult';
import { clockText } from '../core/time';
import { Icon } from '../ui/Icon';
import { CallButtons } from './CallButtons';
import { CallDialog } from './CallDialog';
import { useConsole, useWords } from './context';
import { goTo, useNow } from './hooks';
import { Keypad } from './Keypad';
import { useOwnCallAnswered } from './own-call';

/** The telephone: whether calls can arrive, and the call that is going on. A ringing call is answered on its offer. */
export function SoftphoneBar() {
  const words = useWords();
  const { call, phone, live, session } = useConsole();
  // An operator whose telephone stands on the desk has no line here.
  const desk = session.deskPhone;
  const [keypad, setKeypad] = useState(false);
  const [dialling, setDialling] = useState(false);
  useOwnCallAnswered();
  useNow();
  const { call: now, line } = call;
  const supervision = now.kind !== 'idle' && isSupervision(now.contact);
  const active = now.kind === 'talking' || now.kind === 'answering' || now.kind === 'ending';
  return (
    <section className={`phone is-${tone(line, now)}`} aria-labelledby="phone-title">
      <h2 id="phone-title" className="visually-hidden">
        {words.t('phone.title')}
      </h2>
      <div className="phone-line">
        <Icon name="telephone" />
        {/* The line's state stays readable during a call. */}
        <span data-testid="phone-state" data-line={line.kind} data-call={now.kind} role="status">
          {active ? words.t(now.kind === 'talking' && now.held ? 'phone.onHold' : `phone.${now.kind}`) : words.t(desk ? (live.me?.phone ? 'phone.desk' : 'phone.deskGone') : lineKey(line))}
        </span>
        {now.kind === 'talking' && (
          <span className="phone-clock" data-testid="call-duration" aria-label={words.t('phone.duration')} role="timer">
            {clockText(Math.max(0, Date.now() - now.sinceMs))}
          </span>
        )}
      </div>
      {now.kind === 'idle' && (
        <Button size="xs" color="primary" outline disabled={line.kind !== 'ready' && line.kind !== 'none'} onClick={() => setDialling(true)} data-testid="call-open">
          <Icon name="telephone" /> {words.t('call.open')}
        </Button>
      )}
      {dialling && <CallDialog callee={{ number: '', name: null, queue: null }} onClose={() => setDialling(false)} />}
      {now.kind === 'idle' && now.trouble !== null && (
        <p className="trouble" role="alert" data-testid="call-trouble">
          {words.t(`trouble.${now.trouble}`)}
        </p>
      )}
      {active && (
        <>
          <div className="phone-who">
            <strong>{supervision ? words.t('spy.title') : otherEnd(live.contacts[now.contact ?? ''], session.user, now.caller) || words.t('phone.unknown')}</strong>
            {now.contact !== null && !supervision && (
              <button type="button" className="link" onClick={() => goTo('work', now.contact ?? '')}>
                {words.t('phone.open')}
              </button>
            )}
          </div>
          <CallButtons consulting={live.contacts[now.contact ?? '']?.consult != null} keypad={keypad} onKeypad={() => setKeypad(!keypad)} />
          {now.kind === 'talking' && now.muted && <p className="phone-muted">{words.t('phone.muted')}</p>}
          {keypad && now.kind === 'talking' && <Keypad onTone={(tone) => phone.dtmf(tone)} />}
        </>
      )}
    </section>
  );
}

function lineKey(line: LineState): 'phone.none' | 'phone.connecting' | 'phone.ready' | 'phone.lost' | 'phone.refused' {
  return line.kind === 'lost' ? (line.cause === 'refused' ? 'phone.refused' : 'phone.lost') : `phone.${line.kind}`;
}

function tone(line: LineState, call: CallState): string {
  if (call.kind === 'talking') return call.held ? 'held' : 'talking';
  if (call.kind === 'answering' || call.kind === 'ending') return 'busy';
  return line.kind;
}
