import { type ReactNode, useId } from 'react';

/** A label above its control, with an optional hint below; `children` gets the ids to put on the control. */
export function Field(props: {
  readonly label: string;
  readonly hint?: string;
  readonly hiddenLabel?: boolean;
  readonly children: (ids: { readonly id: string; readonly 'aria-describedby': string | undefined }) => ReactNode;
}) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className="field">
      <label htmlFor={id} className={props.hiddenLabel === true ? 'visually-hidden' : undefined}>
        {props.label}
      </label>
      {props.children({ id, 'aria-describedby': props.hint === undefined ? undefined : hintId })}
      {props.hint !== undefined && (
        <small id={hintId} className="hint">
          {props.hint}
        </small>
      )}
    </div>
  );
}
