import { describe, expect, it } from 'vitest';
import { Api } from '../api/client';
import { withImages } from './html-images';

const ADDRESS = '/api/v1/contacts/c-1/messages/2/attachments/3';
const served = (type: string): Api => new Api(async () => new Response(new Uint8Array([1, 2, 255]), { headers: { 'Content-Type': type } }));

describe('pictures inside a mail', () => {
  it('are put into the HTML', async () => {
    const html = await withImages(`<p>Ecco</p><img src="${ADDRESS}">`, (address) => served('image/png').image(address));
    expect(html).toBe('<p>Ecco</p><img src="data:image/png;base64,AQL/">');
  });

  it('come from the contact’s attachments only', async () => {
    const asked: string[] = [];
    const elsewhere = ['https://tracker.example/x.gif', '//tracker.example/x.gif', '/api/v1/session', `${ADDRESS}?x`, `https://a.example${ADDRESS}`];
    const html = await withImages(elsewhere.map((src) => `<img src="${src}">`).join(''), async (address) => (asked.push(address), 'data:,'));
    expect(asked).toEqual([]);
    expect(html).toBe('<img>'.repeat(elsewhere.length));
  });

  it('leave the HTML alone when there are none', async () => {
    const html = '<p>a<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></p>';
    expect(await withImages(html, () => Promise.reject(new Error('not asked')))).toBe(html);
  });

  it('are pictures: nothing else is shown, and a missing one is left out', async () => {
    expect(await served('image/svg+xml').image(ADDRESS)).toBeNull();
    expect(await served('text/html').image(ADDRESS)).toBeNull();
    expect(await new Api(async () => new Response('', { status: 404, headers: { 'Content-Type': 'image/png' } })).image(ADDRESS)).toBeNull();
    expect(await new Api(() => Promise.reject(new TypeError('network'))).image(ADDRESS)).toBeNull();
  });
});
