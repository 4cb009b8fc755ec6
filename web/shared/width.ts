/** How wide a drawing may be: a curve is drawn for the place it has. */
import { useLayoutEffect, useState } from "preact/hooks";

const PADDING = 32;

/** The inner width of a frame with 16 px on either side; 0 until it is known. */
export function useWidth(of: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const frame = of.current;
    if (!frame) return;
    const measure = () => setWidth(frame.clientWidth - PADDING);
    const watch = new ResizeObserver(measure);
    watch.observe(frame);
    measure();
    return () => watch.disconnect();
  }, []);
  return width;
}
