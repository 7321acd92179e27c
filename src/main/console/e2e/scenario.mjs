/** A plausible morning at a contact center, relative to now, for development and screenshots. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export function scenario(now = Date.now()) {
  const at = (ms) => new Date(now + ms).toISOString();
  const anna = { id: 'anna', name: 'Anna' };
  const queues = {
    tributi: { id: 'tributi', name: 'Tributi' },
    cittadini: { id: 'cittadini', name: 'Informazioni ai cittadini' },
    pec: { id: 'pec', name: 'Protocollo PEC' },
  };
  let sequence = 1040;
  const card = (channel, queue, name, address, subject, state, arrived, due, operator = anna) => {
    const n = ++sequence;
    return {
      id: `c-${n}`,
      code: `2026-00${n}`,
      channel,
      direction: 'in',
      live: channel === 'voice',
      queue: queues[queue],
      customer: { name, address },
      subject,
      state: { kind: 'handling', since: at(-4 * MINUTE), until: null, operator: operator?.id ?? null, outcome: null, ...state },
      arrivedAt: at(arrived),
      deadlineAt: due === null ? null : at(due),
      notReached: null,
      consult: null,
      operator,
    };
  };
  const cards = {
    mail: card('email', 'tributi', 'Carla', 'carla@example.org', 'Rimborso Tari 2025: pagata due volte la rata di giugno', {}, -26 * MINUTE, 5 * HOUR),
    pec: card('pec', 'pec', 'Impresa Gamma', 'gamma@pec.example', 'Richiesta di accesso agli atti, pratica 118/2026', { kind: 'escalated', since: at(-50 * MINUTE) }, -2 * HOUR, 28 * HOUR),
    form: card('form', 'cittadini', 'Dario', 'dario@example.org', 'Residenza: documenti per il cambio di indirizzo', { since: at(-11 * MINUTE) }, -3 * HOUR, 22 * MINUTE),
    offer: card('email', 'cittadini', 'Elena', 'elena@example.org', 'Carta d’identità elettronica: quanto si aspetta?', { kind: 'offered', since: at(-6000), until: at(24_000) }, -8 * MINUTE, 7 * HOUR),
  };
  const say = (n, direction, from, to, when, text, extra = {}) => ({
    n, direction, at: at(when), from, to: [to], cc: [], subject: 'Rimborso Tari 2025', text, html: null, attachments: [], delivery: direction === 'out' ? 'sent' : null, failure: null, recipients: [], evidence: [], ...extra,
  });
  const messages = [
    say(1, 'in', 'Carla <carla@example.org>', 'tributi@comune.example', -26 * MINUTE,
      'Buongiorno,\n\nho pagato due volte la rata di giugno della Tari 2025, il 14 e il 16 giugno. Allego le due ricevute.\nCome posso avere il rimborso? È possibile scalarlo dalla rata di dicembre?\n\nGrazie,\nCarla\n\nIl giorno lun 16 nov 2026 alle 09:00 tributi@comune.example ha scritto:\n> La rata di giugno risulta pagata.\n> Ufficio tributi',
      { attachments: [{ part: 2, name: 'ricevuta-14-giugno.pdf', type: 'application/pdf', sizeBytes: 48213 }, { part: 3, name: 'ricevuta-16-giugno.pdf', type: 'application/pdf', sizeBytes: 47990 }] }),
    say(2, 'out', 'tributi@comune.example', 'carla@example.org', -18 * MINUTE, 'Gentile Carla,\nabbiamo ricevuto la sua richiesta e stiamo verificando i due versamenti. Le rispondiamo oggi.'),
    say(3, 'in', 'Carla <carla@example.org>', 'tributi@comune.example', -9 * MINUTE, 'Grazie. Aggiungo che il codice utenza è 0045512.', { html: '<p>Grazie. Aggiungo che il <strong>codice utenza</strong> è 0045512.</p><img src="http://127.0.0.1:9/spy.gif" alt="">' }),
  ];
  const said = (kind, type, when, recipient = '', detail = '', signature = 'valid', reason = '') => ({ kind, type, at: at(when), recipient, detail, signature, reason, signer: 'CN=Posta Certificata,O=Gestore di esempio' });
  const certified = [
    say(1, 'in', 'Impresa Gamma <gamma@pec.example>', 'protocollo@pec.comune.example', -2 * HOUR, 'Spett.le ente,\nsi chiede accesso agli atti della pratica 118/2026.\n\nImpresa Gamma', {
      subject: 'Richiesta di accesso agli atti', attachments: [{ part: 0, name: 'istanza.pdf.p7m', type: 'application/pkcs7-mime', sizeBytes: 183_000 }], evidence: [said('envelope', 'posta-certificata', -2 * HOUR)],
    }),
    say(2, 'out', 'protocollo@pec.comune.example', 'gamma@pec.example', -40 * MINUTE, 'Spett.le Impresa Gamma,\nsi trasmette la copia richiesta.', {
      subject: 'Re: Richiesta di accesso agli atti', to: ['gamma@pec.example', 'studio@pec.example'], cc: ['archivio@comune.example', 'tecnico@pec.example'],
      recipients: [
        { address: 'gamma@pec.example', state: 'delivered', detail: '', at: at(-39 * MINUTE) },
        { address: 'studio@pec.example', state: 'failed', detail: '5.1.1 - Gestore di esempio - indirizzo non valido', at: at(-39 * MINUTE) },
        { address: 'archivio@comune.example', state: 'accepted-outside', detail: '', at: at(-40 * MINUTE) },
        { address: 'tecnico@pec.example', state: 'accepted', detail: '', at: at(-40 * MINUTE) },
      ],
      evidence: [said('accepted', 'accettazione', -40 * MINUTE), said('delivered', 'avvenuta-consegna', -39 * MINUTE, 'gamma@pec.example'), said('failed', 'errore-consegna', -39 * MINUTE, 'studio@pec.example', '5.1.1 - Gestore di esempio - indirizzo non valido')],
    }),
    say(3, 'in', 'Impresa Gamma <gamma@pec.example>', 'protocollo@pec.comune.example', -12 * MINUTE, 'Ricevuto, grazie.', {
      subject: 'Re: Richiesta di accesso agli atti', evidence: [said('envelope', 'posta-certificata', -12 * MINUTE, '', '', 'untrusted', 'no trusted authority')],
    }),
    say(4, 'out', 'protocollo@pec.comune.example', 'gamma@pec.example', -70 * MINUTE, 'Si conferma la ricezione.', {
      subject: 'Re: Richiesta di accesso agli atti', delivery: 'uncertain', failure: 'smtps.example:465: connection reset', recipients: [{ address: 'gamma@pec.example', state: 'missing-acceptance', detail: '', at: at(-10 * MINUTE) }],
    }),
  ];
  const escalation = (id, contact, question, by, asked, due) => ({
    id, contact, center: { id: 'tributi', name: 'Ufficio tributi' }, question, askedBy: by, askedAt: at(asked), dueAt: at(due), state: 'open', opinion: null, answeredBy: null, answeredAt: null,
  });
  const escalations = [
    escalation('e-77', cards.mail.id, 'Risultano due versamenti per la rata di giugno (utenza 0045512)? Si può compensare sulla rata di dicembre o serve il modulo di rimborso?', { id: 'bruno', name: 'Bruno' }, -40 * MINUTE, 35 * MINUTE),
    escalation('e-78', cards.form.id, 'La riduzione per unico occupante vale dal mese della richiesta o dall’inizio dell’anno?', { id: 'giulia', name: 'Giulia' }, -2 * HOUR, 20 * HOUR),
  ];
  const queue = (id, waiting, oldest, operators, answered, abandoned, ratio, target, within, open = true) => ({
    ...queues[id], open, waiting, oldestSince: oldest === null ? null : at(oldest), operatorsAvailable: operators, answeredToday: answered, abandonedToday: abandoned,
    serviceLevel: { ratio, targetRatio: target, withinMs: within },
  });
  const person = (id, name, presence, reason, since, activity, phone) => ({ id, name, presence, reason, since: at(since), activity, phone });
  const history = [
    [-26, 'contact-arrived', 'Arrivato per e-mail nella coda Tributi', 'Arrived by e-mail in queue Tributi', null],
    [-20, 'contact-offered', 'Proposto ad Anna: libera da più tempo, competenza tributi 3', 'Offered to Anna: longest idle, skill tributi 3', null],
    [-20, 'contact-accepted', 'Preso in carico', 'Accepted', 'Anna'],
    [-18, 'reply-recorded', 'Risposta registrata, affidata alla posta in uscita', 'Reply recorded, handed to outgoing mail', 'Anna'],
    [-18, 'reply-sent', 'Risposta accettata dal server di posta', 'Reply accepted by the mail server', null],
    [-9, 'message-arrived', 'Nuovo messaggio dal cittadino', 'New message from the citizen', null],
  ].map(([minutes, type, it, en, by], i) => ({ sequence: 5120 + i * 3, at: at(minutes * MINUTE), type, text: { it, en }, by: by === null ? null : anna, why: null }));
  const closed = [
    card('voice', 'cittadini', 'Franco', '+390555550118', null, { kind: 'closed', since: at(-62 * MINUTE), outcome: 'handled' }, -70 * MINUTE, null),
    card('voice', 'cittadini', null, '+390555550197', null, { kind: 'closed', since: at(-80 * MINUTE), outcome: 'abandoned' }, -82 * MINUTE, null, null),
    card('email', 'tributi', 'Gianna', 'gianna@example.org', 'Scadenza acconto Imu', { kind: 'closed', since: at(-95 * MINUTE), outcome: 'handled' }, -3 * HOUR, null, { id: 'bruno', name: 'Bruno' }),
    card('pec', 'pec', 'Studio Delta', 'delta@pec.example', 'Istanza in autotutela', { kind: 'waiting', since: at(-30 * MINUTE), operator: null }, -30 * MINUTE, 40 * HOUR, null),
    card('chat', 'cittadini', 'Irene', 'chat', 'Orari dello sportello anagrafe', { kind: 'closed', since: at(-2 * HOUR), outcome: 'handled' }, -2.2 * HOUR, null, { id: 'giulia', name: 'Giulia' }),
  ];
  return {
    cards, messages, certified, escalations, history, closed,
    me: person('anna', 'Anna', 'available', null, -42 * MINUTE, [{ contact: cards.mail.id, channel: 'email', state: 'handling' }], true),
    queues: [
      queue('cittadini', { voice: 2, email: 5, chat: 1 }, -3 * MINUTE, 4, 118, 6, 0.86, 0.8, 20_000),
      queue('tributi', { email: 11, form: 2 }, -5 * HOUR, 2, 47, 3, 0.81, 0.9, 24 * HOUR),
      queue('pec', { pec: 4 }, -30 * HOUR, 1, 9, 0, null, 0.95, 48 * HOUR, false),
    ],
    operators: [
      person('anna', 'Anna', 'available', null, -42 * MINUTE, [{ contact: cards.mail.id, channel: 'email', state: 'handling' }], true),
      person('bruno', 'Bruno', 'available', null, -90 * MINUTE, [{ contact: 'c-9', channel: 'voice', state: 'handling' }, { contact: 'c-8', channel: 'email', state: 'hold' }], true),
      person('giulia', 'Giulia', 'pause', 'coffee', -6 * MINUTE, [], true),
      person('luca', 'Luca', 'available', null, -12 * MINUTE, [], true),
      person('marta', 'Marta', 'away', null, -15 * HOUR, [], false),
    ],
  };
}
