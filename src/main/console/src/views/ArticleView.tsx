import { Button } from 'design-react-kit';
import { useRef } from 'react';
import { ErrorNote } from '../ui/ErrorNote';
import { Icon } from '../ui/Icon';
import { Loading } from '../ui/Loading';
import { useConsole, useWords } from './context';
import { useLoad } from './hooks';

/** One article. Its HTML comes from the server's own knowledge base, which makes it safe to insert (contract). */
export function ArticleView(props: { readonly id: string; readonly onBack: () => void; readonly onInsert: ((text: string) => void) | null }) {
  const words = useWords();
  const { api } = useConsole();
  const read = useLoad(() => api.article(props.id), props.id, props.id);
  const body = useRef<HTMLDivElement>(null);
  const insert = (): void => {
    // What is marked with the mouse, else the whole article.
    const selection = window.getSelection();
    const inside = selection !== null && body.current?.contains(selection.anchorNode) === true ? selection.toString().trim() : '';
    props.onInsert?.(inside === '' ? (body.current?.innerText ?? '').trim() : inside);
  };
  return (
    <div className="article-view" data-testid="knowledge-article">
      <button type="button" className="link" onClick={props.onBack} autoFocus>
        <Icon name="arrow-left" /> {words.t('knowledge.back')}
      </button>
      <ErrorNote error={read.error} />
      {read.value === null ? (
        read.loading && <Loading />
      ) : (
        <>
          <span className="hit-area">{read.value.area}</span>
          <h3>{read.value.title}</h3>
          <p className="quiet">
            {read.value.reviewed === null ? words.t('knowledge.notReviewed') : words.t('knowledge.reviewed', { date: words.day(read.value.reviewed) })}
          </p>
          {props.onInsert !== null && (
            <Button size="xs" color="primary" outline onClick={insert} data-testid="knowledge-insert">
              {words.t('knowledge.insert')}
            </Button>
          )}
          <div ref={body} className="article-body" dangerouslySetInnerHTML={{ __html: read.value.html }} />
        </>
      )}
    </div>
  );
}
