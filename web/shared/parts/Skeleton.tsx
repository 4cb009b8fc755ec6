import { useEffect, useState } from "preact/hooks";

/** Rows in the shape of what is coming; only after 300 ms, so that quick answers don't flicker. */
export function Skeleton({ rows = 5 }: { rows?: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="hair px-4 py-1" aria-busy="true" style={{ visibility: late ? "visible" : "hidden" }}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="flex items-center gap-3 h-11">
          <span class="sk h-3.5" style={{ width: `${28 + ((row * 13) % 24)}%` }} />
          <span class="sk h-3.5 w-24 ml-auto" />
        </div>
      ))}
    </div>
  );
}
