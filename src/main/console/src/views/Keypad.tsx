const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

export function Keypad({ onTone }: { readonly onTone: (tone: string) => void }) {
  return (
    <div className="keypad">
      {KEYS.map((key) => (
        <button key={key} type="button" onClick={() => onTone(key)} data-testid={`dtmf-${key === '*' ? 'star' : key === '#' ? 'hash' : key}`}>
          {key}
        </button>
      ))}
    </div>
  );
}
