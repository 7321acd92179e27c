import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Attachment, Message } from '../core/protocol';
import { Inside } from '../testkit/inside';
import { sample } from '../testkit/samples';
import { MessageItem } from './MessageItem';

const FILE = '/contacts/c-1042/messages/1/attachments/2';
const message = sample<Message>('message-in');
let inside: Inside;

beforeEach(() => {
  inside = new Inside();
});

function withScan(scan: Attachment['scan']): Message {
  return { ...message, attachments: message.attachments.slice(0, 1).map((a) => ({ ...a, scan })) };
}

function shows(one: Message): Promise<unknown> {
  return inside.shows(<MessageItem contact="c-1042" message={one} onAttach={() => Promise.resolve()} />);
}

describe('an attachment', () => {
  it('with a virus says so, and can be neither had nor sent', async () => {
    inside = new Inside(['operator']);
    await shows(withScan({ verdict: 'infected', detail: 'Win.Test-1' }));
    const item = screen.getByTestId('attachment');
    expect(item.textContent).toContain('Contiene un virus (Win.Test-1)');
    expect(item.querySelector('a')).toBeNull();
    expect(screen.queryByTestId('attach-part')).toBeNull();
    expect(screen.getByTestId('raw-refused').textContent).toContain('solo per i supervisori');
    expect(screen.queryByTestId('raw')).toBeNull();
  });

  it('with a virus leaves the message as it came to supervisors', async () => {
    await shows(withScan({ verdict: 'infected', detail: 'Win.Test-1' }));
    expect(screen.getByTestId('raw').textContent).toContain('(contiene un virus)');
    expect(screen.getByTestId('attachment').querySelector('a')).toBeNull();
  });

  it('that is clean is a download like any other', async () => {
    await shows(withScan({ verdict: 'clean', detail: '' }));
    expect(screen.getByTestId('attachment').querySelector('a')?.getAttribute('href')).toBe(`/api/v1${FILE}`);
    expect(screen.getByTestId('raw').textContent).toBe('Originale (.eml)');
  });

  it('that could not be scanned says why', async () => {
    await shows(withScan({ verdict: 'unscannable', detail: 'failed it said nothing' }));
    expect(screen.getByTestId('attachment').textContent).toContain('l’antivirus non è arrivato alla fine');
  });

  it('that waits for the scanner says why it is not handed out', async () => {
    inside.server.refuses(`GET ${FILE}`, 503, 'not-scanned');
    await shows(withScan({ verdict: 'waiting', detail: '' }));
    await userEvent.click(screen.getByText('ricevuta-1.pdf'));
    await waitFor(() => expect(screen.getByTestId('error').textContent).toContain('riprova tra un minuto'));
  });
});
