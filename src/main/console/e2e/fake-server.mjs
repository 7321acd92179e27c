/**
 * Stands in for the server: the built console under /console/ with the strict content policy, the API of
 * docs/contract/console.md over a made-up morning, the live socket, and a telephone exchange. For development and screenshots.
 *
 *     node e2e/fake-server.mjs [port]        then http://127.0.0.1:<port>/console/, any user, any password but "no"
 *
 * In the terminal: `ring` brings a call, `bye` ends it, `mail` offers a mail.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { fakePbx } from './fake-pbx.mjs';
import { scenario } from './scenario.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = join(here, '../dist');
const samples = join(here, '../../../../docs/contract/samples');
const sample = (name) => JSON.parse(readFileSync(join(samples, `${name}.json`), 'utf8'));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; media-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

export async function fakeServer(port = 0) {
  const world = scenario();
  const mine = new Map(Object.values(world.cards).map((c) => [c.id, c]));
  const all = () => [...mine.values(), ...world.closed];
  const texts = new Map([[world.cards.mail.id, world.messages], [world.cards.pec.id, world.certified]]);
  const notes = [{ at: new Date(Date.now() - 600_000).toISOString(), by: { id: 'anna', name: 'Anna' }, text: 'Ha già telefonato ieri: chiede una risposta prima della rata di dicembre.' }];
  const frames = [];
  const sockets = new Set();
  let n = 40;
  let loggedIn = false;

  const tell = (frame) => {
    const numbered = { ...frame, n: ++n };
    frames.push(numbered);
    for (const socket of sockets) socket.send(JSON.stringify(numbered));
  };
  const move = (id, kind, until = null, outcome = null) => {
    const card = { ...mine.get(id), state: { kind, since: new Date().toISOString(), until: until === null ? null : new Date(Date.now() + until).toISOString(), operator: 'anna', outcome }, live: mine.get(id).live && kind !== 'wrapup' };
    mine.set(id, card);
    tell({ kind: 'contact', contact: card });
  };
  const leave = (id, to) => {
    const card = mine.get(id);
    mine.delete(id);
    if (card !== undefined) world.closed.unshift({ ...card, state: { ...card.state, kind: to, until: null, outcome: to === 'closed' ? 'handled' : null } });
    tell({ kind: 'gone', id });
  };
  const pbx = fakePbx({ answered: (id) => mine.has(id) && move(id, 'handling'), ended: (id) => mine.has(id) && (mine.get(id).state.kind === 'offered' ? leave(id, 'waiting') : move(id, 'wrapup', 60_000)) });

  const detail = (id) => {
    const card = all().find((c) => c.id === id);
    if (card === undefined) return undefined;
    const written = card.channel !== 'voice';
    return {
      card,
      messages: texts.get(id) ?? (written ? [{ ...world.messages[0], attachments: [], subject: card.subject, from: `${card.customer.name ?? ''} <${card.customer.address}>`, text: `Buongiorno,\n${card.subject}.\nGrazie` }] : []),
      notes: id === world.cards.mail.id ? notes : [],
      escalations: world.escalations.filter((e) => e.contact === id),
      history: world.history,
      classification: card.state.kind === 'closed' ? ['tributi', 'tari', 'rimborso'] : null,
      replyTo: written ? card.customer.address : null,
    };
  };
  const act = (id, verb, body) => {
    if (!mine.has(id)) return [409, { type: 'about:blank', title: 'Conflict', status: 409, errorId: 'not-yours' }];
    if (verb === 'accept') move(id, 'handling');
    else if (verb === 'decline' || verb === 'transfer' || verb === 'transfer-to') leave(id, 'waiting');
    else if (verb === 'finish' || verb === 'forward') move(id, 'wrapup', 45_000);
    else if (verb === 'hangup') pbx.hangUp();
    else if (verb === 'close') leave(id, 'closed');
    else if (verb === 'escalate') {
      const escalation = { ...world.escalations[0], id: `e-${n}`, contact: id, center: { id: body.center, name: body.center }, question: body.question, askedBy: { id: 'anna', name: 'Anna' } };
      world.escalations.push(escalation);
      move(id, 'escalated');
      tell({ kind: 'escalation', escalation });
    } else if (verb === 'note') notes.push({ at: new Date().toISOString(), by: { id: 'anna', name: 'Anna' }, text: body.text });
    else if (verb === 'reply') {
      const before = detail(id).messages;
      const message = { ...world.messages[1], n: before.length + 1, at: new Date().toISOString(), to: [detail(id).replyTo], cc: body.cc, text: body.text, delivery: 'queued' };
      texts.set(id, [...before, message]);
      setTimeout(() => (texts.set(id, [...before, { ...message, delivery: 'sent' }]), tell({ kind: 'message', id, arrived: false })), 1500);
    }
    if (verb === 'note' || verb === 'reply') tell({ kind: 'message', id, arrived: false });
    return [200, sample('done')];
  };
  const api = (method, path, query, body) => {
    const [a, b, c] = path.split('/');
    if (a === 'session') {
      if (method === 'POST' && body.password === 'no') return [401, { ...sample('problem'), status: 401, errorId: 'wrong-password' }];
      loggedIn = method === 'POST' ? true : method === 'DELETE' ? false : loggedIn;
      return method === 'DELETE' ? [204, null] : loggedIn ? [200, sample('session')] : [401, { ...sample('problem'), status: 401, errorId: 'not-logged-in' }];
    }
    if (a === 'presence') {
      world.me = { ...world.me, presence: body.presence, reason: body.reason ?? null, since: new Date().toISOString() };
      tell({ kind: 'me', me: world.me });
      return [200, sample('done')];
    }
    if (a === 'contacts' && b === undefined) {
      const text = (query.get('text') ?? '').toLowerCase();
      const state = query.get('state');
      const found = all().filter((x) => JSON.stringify(x).toLowerCase().includes(text) && (!query.get('channel') || x.channel === query.get('channel')) && (!state || (x.state.kind === 'closed') === (state === 'closed')));
      return [200, { contacts: found.sort((x, y) => y.arrivedAt.localeCompare(x.arrivedAt)), next: null, upTo: n }];
    }
    if (a === 'contacts' && method === 'POST') return act(b, c, body);
    if (a === 'contacts') return detail(b) === undefined ? [404, { ...sample('problem'), status: 404, errorId: 'no-such-contact' }] : [200, detail(b)];
    if (a === 'escalations' && method === 'POST') {
      const at = world.escalations.findIndex((e) => e.id === b);
      world.escalations[at] = { ...world.escalations[at], state: 'answered', opinion: body.text, answeredBy: { id: 'anna', name: 'Anna' }, answeredAt: new Date().toISOString() };
      tell({ kind: 'escalation', escalation: world.escalations[at] });
      return [200, sample('done')];
    }
    if (a === 'queues') return [200, { queues: world.queues }];
    if (a === 'operators') return [200, { operators: world.operators }];
    if (a === 'centers' || a === 'classification' || a === 'indicators') return [200, sample(a)];
    if (a === 'knowledge') return [200, sample(b === undefined ? 'knowledge-hits' : 'article')];
    return [404, { ...sample('problem'), status: 404, errorId: 'no-such-page' }];
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    if (url.pathname.startsWith('/api/v1/')) {
      let text = '';
      for await (const part of request) text += part;
      const [status, answer] = api(request.method, url.pathname.slice('/api/v1/'.length), url.searchParams, text === '' ? {} : JSON.parse(text));
      response.writeHead(status, { 'Content-Type': status < 300 ? 'application/json' : 'application/problem+json' });
      response.end(answer === null ? '' : JSON.stringify(answer));
      return;
    }
    if (url.pathname === '/console') return void response.writeHead(302, { Location: '/console/' }).end();
    const name = normalize(url.pathname.replace(/^\/console\//, '')) || 'index.html';
    try {
      const file = readFileSync(join(dist, name === '.' ? 'index.html' : name));
      response.writeHead(200, { 'Content-Type': TYPES[extname(name === '.' ? '.html' : name) || '.html'] ?? 'application/octet-stream', 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' });
      response.end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
  const webSockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false) });
  server.on('upgrade', (request, socket, head) =>
    webSockets.handleUpgrade(request, socket, head, (opened) => {
      const url = new URL(request.url, 'http://127.0.0.1');
      if (url.pathname === '/sip') return pbx.connect(opened);
      sockets.add(opened);
      opened.on('close', () => sockets.delete(opened));
      opened.on('message', () => opened.send(JSON.stringify({ kind: 'alive', serverTime: new Date().toISOString() })));
      const after = Number(url.searchParams.get('after'));
      const missed = frames.filter((f) => f.n > after);
      if (after > 0 && (missed.length > 0 ? missed[0].n === after + 1 : n === after)) missed.forEach((f) => opened.send(JSON.stringify(f)));
      else opened.send(JSON.stringify({ kind: 'snapshot', n, me: world.me, contacts: [...mine.values()], queues: world.queues, escalations: world.escalations, catchingUp: false }));
    }),
  );
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));

  let calls = 0;
  return {
    port: server.address().port,
    world,
    ring() {
      const id = `v-${++calls}`;
      const now = Date.now();
      const card = { ...sample('card-offered-voice'), id, customer: { name: 'Franco', address: '+390555550143' }, arrivedAt: new Date(now - 9000).toISOString(), deadlineAt: new Date(now + 11_000).toISOString(), state: { kind: 'offered', since: new Date(now).toISOString(), until: new Date(now + 25_000).toISOString(), operator: 'anna', outcome: null } };
      mine.set(id, card);
      tell({ kind: 'contact', contact: card });
      pbx.ring(id, '+390555550143');
      return id;
    },
    bye: () => pbx.hangUp(),
    mail() {
      move(world.cards.offer.id, 'offered', 30_000);
    },
    tell,
    /** Cuts every live socket, as a lost network would. */
    cut: () => sockets.forEach((s) => s.terminate()),
    stop: () => (webSockets.clients.forEach((c) => c.terminate()), new Promise((done) => (server.close(done), server.closeAllConnections()))),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await fakeServer(Number(process.argv[2] ?? 8088));
  console.log(`http://127.0.0.1:${server.port}/console/   (ring, bye, mail)`);
  process.stdin.on('data', (line) => server[String(line).trim()]?.());
}
