import { type KeyboardEvent, useRef } from 'react';

export interface TabItem<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly count: number;
}

/** A tab list as WAI-ARIA describes it: one stop of the Tab key, arrows move between the tabs. */
export function Tabs<T extends string>(props: {
  readonly tabs: readonly TabItem<T>[];
  readonly chosen: T;
  readonly panel: string;
  readonly onChoose: (id: T) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = props.tabs.findIndex((t) => t.id === props.chosen);
    const next = props.tabs[(at + step + props.tabs.length) % props.tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    props.onChoose(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div role="tablist" className="tabs" ref={list} onKeyDown={move}>
      {props.tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`${props.panel}-${tab.id}`}
          data-tab={tab.id}
          data-testid={`tab-${tab.id}`}
          aria-selected={tab.id === props.chosen}
          aria-controls={props.panel}
          tabIndex={tab.id === props.chosen ? 0 : -1}
          onClick={() => props.onChoose(tab.id)}
        >
          {tab.label}
          {tab.count > 0 && <span className="count is-quiet">{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}
