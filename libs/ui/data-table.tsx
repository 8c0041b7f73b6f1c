import type { ComponentChildren } from 'preact';

import { classes } from './classes.js';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** The cell that names the row; the first column when none says so. */
  readonly rowHeader?: boolean | undefined;
  /** Aligned on the right, figures of equal width. */
  readonly numeric?: boolean | undefined;
  /** Hides the header from sight only: for columns of buttons. */
  readonly headerHidden?: boolean | undefined;
  readonly nowrap?: boolean | undefined;
  /** Address that sorts by this column. */
  readonly sortHref?: string | undefined;
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

export interface DataTableProps<Row> {
  readonly caption: string;
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Said in one cell when there is no row. */
  readonly empty?: ComponentChildren;
  /** A total line under the rows: cells by column key. */
  readonly total?: Readonly<Record<string, ComponentChildren>> | undefined;
  /** On a phone: each row as a labelled card, or the table in a region that scrolls. */
  readonly narrow?: 'cards' | 'scroll' | undefined;
}

/**
 * A table with its caption and headers. Roles are written out because browsers drop a table's own
 * once its rows are laid out as cards.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, narrow = 'cards' } = props;
  const headerKey = (columns.find((column) => column.rowHeader) ?? columns[0])?.key;
  const scroll = narrow === 'scroll' ? ({ role: 'region', 'aria-label': props.caption, tabIndex: 0 } as const) : {};
  return (
    <div class={`fr-table jl-table jl-table--${narrow}`} {...scroll}>
      <table role="table">
        <caption class={classes(props.captionHidden && 'fr-sr-only')}>{props.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <BodyRow
              key={props.rowKey(row)}
              columns={columns}
              headerKey={headerKey}
              cellOf={(column) => column.cell(row)}
            />
          ))}
          {rows.length === 0 && (
            <tr role="row">
              <td role="cell" class="jl-table__empty" colspan={columns.length}>
                {props.empty ?? 'Aucune ligne.'}
              </td>
            </tr>
          )}
        </tbody>
        {props.total && (
          <tfoot role="rowgroup">
            <BodyRow columns={columns} headerKey={headerKey} cellOf={(column) => props.total?.[column.key]} />
          </tfoot>
        )}
      </table>
    </div>
  );
}

function HeaderCell<Row>({ column }: { readonly column: Column<Row> }) {
  const label = column.headerHidden ? <span class="fr-sr-only">{column.header}</span> : column.header;
  return (
    <th scope="col" role="columnheader" class={classes(column.numeric && 'jl-cell--numeric')} aria-sort={column.sorted}>
      {column.sortHref === undefined ? (
        label
      ) : (
        <a class="jl-sort" href={column.sortHref}>
          {label}
          <SortSign sorted={column.sorted} />
        </a>
      )}
    </th>
  );
}

function SortSign({ sorted }: { readonly sorted: 'ascending' | 'descending' | undefined }) {
  return (
    <svg class="jl-sort__sign" viewBox="0 0 10 14" width="10" height="14" aria-hidden="true" focusable="false">
      {sorted !== 'descending' && <path d="M1 5.5 5 1l4 4.5z" fill="currentColor" />}
      {sorted !== 'ascending' && <path d="M1 8.5 5 13l4-4.5z" fill="currentColor" />}
    </svg>
  );
}

function BodyRow<Row>(props: {
  readonly columns: readonly Column<Row>[];
  readonly headerKey: string | undefined;
  readonly cellOf: (column: Column<Row>) => ComponentChildren;
}) {
  return (
    <tr role="row">
      {props.columns.map((column) => {
        const content = props.cellOf(column);
        const look = classes(
          column.numeric && 'jl-cell--numeric',
          column.nowrap && 'jl-nowrap',
          isBlank(content) && 'jl-cell--blank',
        );
        return column.key === props.headerKey ? (
          <th key={column.key} scope="row" role="rowheader" class={look}>
            {content}
          </th>
        ) : (
          <td key={column.key} role="cell" class={look} data-label={column.headerHidden ? undefined : column.header}>
            {content}
          </td>
        );
      })}
    </tr>
  );
}

const isBlank = (content: ComponentChildren): boolean =>
  content === undefined || content === null || content === '' || content === false;
