import { useRef } from "preact/hooks";

/** Seconds left at the pace seen since the page opened; unknown until something has moved. */
export function useTimeLeft(done: number, total: number): number | undefined {
  const first = useRef({ done, at: performance.now() });
  const moved = done - first.current.done;
  const seconds = (performance.now() - first.current.at) / 1000;
  return moved > 0 && seconds > 0 && total > done ? ((total - done) * seconds) / moved : undefined;
}
