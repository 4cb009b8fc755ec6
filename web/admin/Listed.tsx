import type { ComponentChildren } from "preact";
import type { useList } from "../shared/load";
import { ErrorBox } from "../shared/parts/ErrorBox";
import { More } from "../shared/parts/More";
import { Skeleton } from "../shared/parts/Skeleton";

interface ListedProps<T> {
  of: ReturnType<typeof useList<T>>;
  /** What is said where it could not be read. */
  failed: string;
  rows: number;
  empty: ComponentChildren;
  children: (items: T[]) => ComponentChildren;
}

/** A long list as it comes: what it will look like, its items, that there are none, what went wrong, and more of it. */
export function Listed<T>({ of, failed, rows, empty, children }: ListedProps<T>) {
  return (
    <>
      {of.problem && (
        <div class="px-4 pb-4">
          <ErrorBox title={failed} problem={of.problem} again={of.reload} />
        </div>
      )}
      {of.items ? of.items.length ? children(of.items) : empty : of.loading && <Skeleton rows={rows} />}
      <More of={of} />
    </>
  );
}
