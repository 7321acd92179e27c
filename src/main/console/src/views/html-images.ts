/** Where the server says that a picture inside a mail can be had: one of the contact's own attachments, nothing else. */
const ATTACHMENT = /^\/api\/v1\/contacts\/[^/?#]+\/messages\/\d+\/attachments\/\d+$/;

/**
 * Puts the pictures of a mail into its HTML. The frame that shows it has no origin, so it could fetch nothing by itself; and it
 * shall not be able to.
 *
 * @param load gives a picture as a `data:` address, null if it cannot be shown
 */
export async function withImages(html: string, load: (address: string) => Promise<string | null>): Promise<string> {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const images = [...page.querySelectorAll('img')].filter((image) => !(image.getAttribute('src') ?? 'data:').startsWith('data:'));
  if (images.length === 0) return html;
  await Promise.all(
    images.map(async (image) => {
      const address = image.getAttribute('src') ?? '';
      image.removeAttribute('src');
      const data = ATTACHMENT.test(address) ? await load(address) : null;
      if (data !== null) image.setAttribute('src', data);
    }),
  );
  return page.body.innerHTML;
}
