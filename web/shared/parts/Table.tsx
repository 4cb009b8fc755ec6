import type { ComponentChildren } from "preact";

export interface Column<T> {
  head: string;
  cell: (row: T) => ComponentChildren;
  right?: boolean;
  class?: string;
}

interface TableProps<T> {
  label: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string;
  /** The same row on a phone: a card in a list. */
  card: (row: T) => ComponentChildren;
}

/** A table on wide screens, a list of cards below 1024 px. Links marked `data-row` are walked with J and K. */
export function Table<T>({ label, columns, rows, keyOf, card }: TableProps<T>) {
  return (
    <>
      <table class="tbl max-lg:hidden" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" class={column.right ? "r" : ""}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.head} class={`${column.right ? "r num" : ""} ${column.class ?? ""}`}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul class="lg:hidden hair" aria-label={label}>
        {rows.map((row) => (
          <li key={keyOf(row)} class="px-4 py-3">
            {card(row)}
          </li>
        ))}
      </ul>
    </>
  );
}
