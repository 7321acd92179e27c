import { useWords } from './context';

/**
 * HTML that came from outside, in a frame of its own without scripts, forms or an origin. The page's own content policy holds
 * inside too, so nothing is fetched from other hosts.
 */
export function HtmlFrame({ html }: { readonly html: string }) {
  const words = useWords();
  return <iframe className="html-frame" title={words.t('message.body')} sandbox="" referrerPolicy="no-referrer" srcDoc={html} />;
}
