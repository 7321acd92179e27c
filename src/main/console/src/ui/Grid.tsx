import type { ReactNode } from 'react';

export interface Column {
  readonly label: string;
  readonly number?: boolean;
}

/** A table with one line of headings, in a frame that scrolls by keyboard too. */
export function Grid(props: { readonly label: string; readonly testId: string; readonly columns: readonly Column[]; readonly children: ReactNode }) {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={props.label}>
      <table className="grid" data-testid={props.testId}>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column.label} scope="col" className={column.number === true ? 'num' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}
