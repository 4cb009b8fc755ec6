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
  /** Rows that may be ticked to do something with several at once. */
  choose?: Chosen<T>;
}

export interface Chosen<T> {
  keys: ReadonlySet<string>;
  turn: (keys: string[], on: boolean) => void;
  /** Names the row for those who do not see it: "Pilih Budi". */
  word: (row: T) => string;
  all: string;
}

/** A table on wide screens, a list of cards below 1024 px. Links marked `data-row` are walked with J and K. */
export function Table<T>({ label, columns, rows, keyOf, card, choose }: TableProps<T>) {
  const keys = rows.map(keyOf);
  const chosen = choose ? keys.filter((key) => choose.keys.has(key)).length : 0;
  return (
    <>
      <table class="tbl max-lg:hidden" aria-label={label}>
        <thead>
          <tr>
            {choose && (
              <th scope="col" class="w-10">
                <Tick word={choose.all} on={chosen > 0 && chosen === keys.length} some={chosen > 0 && chosen < keys.length} turn={(on) => choose.turn(keys, on)} />
              </th>
            )}
            {columns.map((column) => (
              <th key={column.head} scope="col" class={column.right ? "r" : ""}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} class={choose?.keys.has(keyOf(row)) ? "on" : ""}>
              {choose && (
                <td>
                  <Tick word={choose.word(row)} on={choose.keys.has(keyOf(row))} turn={(on) => choose.turn([keyOf(row)], on)} />
                </td>
              )}
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

function Tick({ word, on, some, turn }: { word: string; on: boolean; some?: boolean; turn: (on: boolean) => void }) {
  return <input type="checkbox" class="checkbox checkbox-sm checkbox-primary block" data-tick aria-label={word} checked={on} indeterminate={some} onChange={(event) => turn(event.currentTarget.checked)} />;
}
