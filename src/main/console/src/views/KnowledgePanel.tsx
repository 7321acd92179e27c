import { useEffect, useState } from 'react';
import { ErrorNote } from '../ui/ErrorNote';
import { Field } from '../ui/Field';
import { pieces } from '../core/text';
import { ArticleView } from './ArticleView';
import { useConsole, useWords } from './context';
import { useLoad } from './hooks';

const PAUSE_MS = 250;

/** Searches the knowledge base while the operator types, and shows an article in place. */
export function KnowledgePanel({ onInsert }: { readonly onInsert: ((text: string) => void) | null }) {
  const words = useWords();
  const { api } = useConsole();
  const [typed, setTyped] = useState('');
  const [query, setQuery] = useState('');
  const [article, setArticle] = useState<string | null>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => setQuery(typed.trim()), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const asked = query.length >= 2;
  const found = useLoad(() => (asked ? api.search(query) : Promise.resolve([])), query, 'knowledge');

  return (
    <section className="knowledge panel" aria-labelledby="knowledge-title">
      <h2 id="knowledge-title">{words.t('knowledge.title')}</h2>
      {article !== null ? (
        <ArticleView id={article} onBack={() => setArticle(null)} onInsert={onInsert} />
      ) : (
        <>
          <Field label={words.t('knowledge.query')} hiddenLabel hint={words.t('knowledge.hint')}>
            {(ids) => (
              <input {...ids} type="search" className="form-control" placeholder={words.t('knowledge.query')} value={typed} onChange={(e) => setTyped(e.target.value)} data-testid="knowledge-query" />
            )}
          </Field>
          <ErrorNote error={found.error} />
          <p className="visually-hidden" role="status">
            {asked && !found.loading && words.t('knowledge.found', { n: found.value?.length ?? 0 })}
          </p>
          {asked && !found.loading && found.value?.length === 0 && <p className="quiet">{words.t('knowledge.none', { query })}</p>}
          <ul className="hits">
            {asked &&
              found.value?.map((hit) => (
                <li key={hit.id}>
                  <button type="button" onClick={() => setArticle(hit.id)} data-testid="knowledge-hit">
                    <span className="hit-area">{hit.area}</span>
                    <strong>{hit.title}</strong>
                    <span className="hit-text">{pieces(hit.snippet).map((p, i) => (p.hit ? <mark key={i}>{p.text}</mark> : p.text))}</span>
                  </button>
                </li>
              ))}
          </ul>
        </>
      )}
    </section>
  );
}
