import type { Language } from '../core/protocol';
import { useWords } from './context';

const NAMES: Readonly<Record<Language, string>> = { it: 'Italiano', en: 'English' };

export function LanguageSwitch({ onLanguage }: { readonly onLanguage: (language: Language) => void }) {
  const words = useWords();
  return (
    <div className="languages" role="group" aria-label={words.t('app.language')}>
      {(['it', 'en'] as const).map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={words.language === language}
          aria-label={NAMES[language]}
          data-testid={`language-${language}`}
          onClick={() => onLanguage(language)}
        >
          {language.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
