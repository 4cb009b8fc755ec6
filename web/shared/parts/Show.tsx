import type { ComponentChildren } from "preact";
import type { Loaded } from "../load";
import { ErrorBox } from "./ErrorBox";
import { Skeleton } from "./Skeleton";

interface ShowProps<T> {
  of: Loaded<T>;
  /** The title of the box when it could not be read. */
  failed: string;
  rows?: number;
  children: (value: T) => ComponentChildren;
}

/** Something read from the API: its skeleton, its failure, or itself. */
export function Show<T>({ of, failed, rows, children }: ShowProps<T>) {
  return (
    <>
      {of.problem && <ErrorBox title={failed} problem={of.problem} again={of.reload} />}
      {of.value !== undefined ? children(of.value) : of.loading && <Skeleton rows={rows} />}
    </>
  );
}
