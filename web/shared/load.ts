/** Reading for a page: what came, what went wrong, and asking again. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Problem, toProblem } from "./problem";
import { whenSeen } from "./visible";

export interface Loaded<T> {
  value?: T;
  problem?: Problem;
  loading: boolean;
  reload: () => void;
}

/** Reads when the page opens and whenever `on` changes; what was there stays until the new has come. */
export function useLoad<T>(read: () => Promise<T>, on: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ value?: T; problem?: Problem; loading: boolean }>({ loading: true });
  const asked = useRef(0);
  const reload = useCallback(() => {
    const mine = ++asked.current;
    setState((before) => ({ ...before, loading: true }));
    read().then(
      (value) => mine === asked.current && setState({ value, loading: false }),
      (failure) => mine === asked.current && setState((before) => ({ ...before, problem: toProblem(failure), loading: false })),
    );
  }, on);
  useEffect(() => {
    reload();
    return () => void asked.current++;
  }, [reload]);
  return { ...state, reload };
}

/** Asks again every `seconds` while `wanted` says so of what came last and somebody looks. Failures are waited out. */
export function usePoll<T>(read: () => Promise<T>, seconds: number | ((value: T | undefined) => number), wanted: (value: T | undefined) => boolean, on: readonly unknown[]): Loaded<T> {
  const loaded = useLoad(read, on);
  const more = wanted(loaded.value);
  useEffect(() => {
    if (loaded.loading || !more) return;
    return whenSeen(typeof seconds === "number" ? seconds : seconds(loaded.value), loaded.reload);
  }, [loaded.loading, loaded.value, loaded.problem, more]);
  return loaded;
}

export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

export interface List<T> {
  items?: T[];
  problem?: Problem;
  loading: boolean;
  /** More than the first page is there. */
  further: boolean;
  more?: () => void;
  reload: () => void;
}

/** A long list, page by page; starts over whenever `on` changes. */
export function useList<T>(readPage: (cursor?: string) => Promise<Page<T>>, on: readonly unknown[]): List<T> {
  const [later, setLater] = useState<Page<T>>();
  const [loadingMore, setLoadingMore] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const first = useLoad(() => {
    setLater(undefined);
    setProblem(undefined);
    return readPage();
  }, on);
  const cursor = later ? later.next_cursor : first.value?.next_cursor;
  const version = useRef(first.value);
  version.current = first.value;

  const more = () => {
    const begun = first.value;
    setLoadingMore(true);
    readPage(cursor ?? undefined)
      .then(
        (page) => version.current === begun && setLater((before) => ({ ...page, items: [...(before?.items ?? []), ...page.items] })),
        (failure) => setProblem(toProblem(failure)),
      )
      .finally(() => setLoadingMore(false));
  };
  return {
    items: first.value && [...first.value.items, ...(later?.items ?? [])],
    problem: first.problem ?? problem,
    loading: first.loading || loadingMore,
    further: !!later,
    more: cursor && !loadingMore ? more : undefined,
    reload: first.reload,
  };
}
