import { useEffect, useState } from 'react';
import { useConsole, useWords } from './context';
import { withImages } from './html-images';

/**
 * HTML that came from outside, in a frame of its own without scripts, forms or an origin. The page's own content policy holds
 * inside too, so nothing is fetched from other hosts; pictures that came with the mail are fetched here and put in.
 */
export function HtmlFrame({ html }: { readonly html: string }) {
  const words = useWords();
  const { api } = useConsole();
  const [complete, setComplete] = useState({ of: '', html: '' });
  useEffect(() => {
    let current = true;
    void withImages(html, (address) => api.image(address)).then((ready) => current && setComplete({ of: html, html: ready }));
    return () => {
      current = false;
    };
  }, [api, html]);
  const shown = complete.of === html ? complete.html : '';
  return <iframe className="html-frame" title={words.t('message.body')} sandbox="" referrerPolicy="no-referrer" srcDoc={shown} />;
}
