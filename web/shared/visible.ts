/** Waiting that costs nothing in a tab nobody looks at. */

/** Calls `act` after so many seconds, or later, once the tab is looked at again. The answer cancels it. */
export function whenSeen(seconds: number, act: () => void): () => void {
  const seen = () => {
    if (document.hidden) return;
    document.removeEventListener("visibilitychange", seen);
    act();
  };
  const timer = setTimeout(() => {
    document.addEventListener("visibilitychange", seen);
    seen();
  }, seconds * 1000);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
  };
}
