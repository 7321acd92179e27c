/**
 * A telephone exchange that knows just enough SIP over WebSocket (RFC 7118) for the console's softphone: it registers it,
 * rings it with an INVITE, acknowledges the answer, takes re-INVITEs and ends calls. No media. For development only.
 */
import { randomBytes } from 'node:crypto';

const OFFER = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=audio 40000 UDP/TLS/RTP/SAVPF 0 101',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:101 telephone-event/8000',
  'a=ice-ufrag:fake',
  'a=ice-pwd:fakefakefakefakefakefakefake',
  `a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}`,
  'a=setup:actpass',
  'a=mid:0',
  'a=rtcp-mux',
  'a=sendrecv',
  'a=candidate:1 1 UDP 2130706431 127.0.0.1 40000 typ host',
  '',
].join('\r\n');

export function fakePbx(listener = {}) {
  const lines = new Set();

  const connect = (socket) => {
    const line = { socket, contact: null, call: null };
    lines.add(line);
    socket.on('close', () => lines.delete(line));
    socket.on('message', (data) => receive(line, String(data)));
  };

  const receive = (line, text) => {
    const message = parse(text);
    if (message === null) return;
    if (message.status !== null) return answered(line, message);
    switch (message.method) {
      case 'REGISTER':
        line.contact = /<([^>]+)>/.exec(message.headers.contact ?? '')?.[1] ?? line.contact;
        respond(line, message, 200, 'OK', [`Contact: ${message.headers.contact};expires=120`]);
        break;
      case 'INVITE':
        respond(line, message, 200, 'OK', ['Contact: <sip:pbx@127.0.0.1;transport=ws>', 'Content-Type: application/sdp'], held(message.body));
        break;
      case 'BYE':
        respond(line, message, 200, 'OK');
        over(line);
        break;
      case 'ACK':
        break;
      default:
        respond(line, message, 200, 'OK');
    }
  };

  const answered = (line, message) => {
    const call = line.call;
    if (call === null || !message.headers.cseq?.endsWith('INVITE')) return;
    if (message.status < 200) return;
    call.to = message.headers.to;
    send(line, 'ACK', call, message.status < 300 ? call.cseq : call.cseq);
    if (message.status < 300) {
      call.answered = true;
      listener.answered?.(call.contact);
    } else over(line);
  };

  const over = (line) => {
    const contact = line.call?.contact;
    line.call = null;
    if (contact !== undefined) listener.ended?.(contact);
  };

  return {
    connect,
    /** Rings every registered telephone. */
    ring(contact, caller) {
      for (const line of lines) {
        if (line.contact === null) continue;
        line.call = { contact, caller, id: token(), tag: token(), branch: `z9hG4bK${token()}`, cseq: 1, to: `<${line.contact}>`, answered: false };
        send(line, 'INVITE', line.call, 1, [`X-CC-Call: ${contact}`, 'Content-Type: application/sdp'], OFFER);
      }
    },
    hangUp() {
      for (const line of lines) {
        if (line.call === null) continue;
        if (line.call.answered) send(line, 'BYE', line.call, ++line.call.cseq);
        else send(line, 'CANCEL', line.call, 1);
        over(line);
      }
    },
  };
}

function send(line, method, call, cseq, extra = [], body = '') {
  // An ACK of a 2xx and a BYE are transactions of their own; CANCEL shares the INVITE's branch.
  const branch = method === 'INVITE' || method === 'CANCEL' ? call.branch : `z9hG4bK${token()}`;
  line.socket.send(
    [
      `${method} ${line.contact} SIP/2.0`,
      `Via: SIP/2.0/WS 127.0.0.1;branch=${branch}`,
      'Max-Forwards: 70',
      `From: <sip:${call.caller}@127.0.0.1>;tag=${call.tag}`,
      `To: ${call.to}`,
      `Call-ID: ${call.id}`,
      `CSeq: ${cseq} ${method}`,
      'Contact: <sip:pbx@127.0.0.1;transport=ws>',
      ...extra,
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}

function respond(line, request, status, reason, extra = [], body = '') {
  const to = /;tag=/.test(request.headers.to) ? request.headers.to : `${request.headers.to};tag=${token()}`;
  line.socket.send(
    [
      `SIP/2.0 ${status} ${reason}`,
      `Via: ${request.headers.via}`,
      `From: ${request.headers.from}`,
      `To: ${to}`,
      `Call-ID: ${request.headers['call-id']}`,
      `CSeq: ${request.headers.cseq}`,
      ...extra,
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}

/** Answers a re-INVITE: the same line, with the direction turned round and the DTLS role kept. */
function held(sdp) {
  const direction = /a=(sendonly|inactive)/.test(sdp) ? 'recvonly' : 'sendrecv';
  return OFFER.replace('a=setup:actpass', 'a=setup:passive').replace('a=sendrecv', `a=${direction}`);
}

function parse(text) {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const [first = '', ...rest] = head.split('\r\n');
  const headers = {};
  for (const line of rest) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  const response = /^SIP\/2\.0 (\d{3})/.exec(first);
  if (response !== null) return { status: Number(response[1]), method: null, headers, body };
  const request = /^([A-Z]+) /.exec(first);
  return request === null ? null : { status: null, method: request[1], headers, body };
}

function token() {
  return randomBytes(6).toString('hex');
}
