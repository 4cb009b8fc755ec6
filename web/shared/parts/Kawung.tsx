const PETALS = [
  [11, 11, 45],
  [33, 33, 45],
  [33, 11, -45],
  [11, 33, -45],
] as const;

/** The kawung pattern on a green block, fading towards the text: "down" or "left". */
export function Kawung({ size = 64, fade }: { size?: number; fade: "down" | "left" }) {
  const ground =
    fade === "down"
      ? "linear-gradient(to bottom,transparent 20%,var(--brandblock) 82%)"
      : "linear-gradient(100deg,var(--brandblock) 35%,transparent)";
  return (
    <>
      <svg width="100%" height="100%" class="absolute inset-0" aria-hidden="true">
        <defs>
          <pattern id="kawung" width={size} height={size} patternUnits="userSpaceOnUse">
            <g fill="none" stroke="#fff" stroke-opacity="0.16" stroke-width="1.2" transform={`scale(${size / 44})`}>
              {PETALS.map(([x, y, turn]) => (
                <ellipse key={`${x}.${y}`} cx={x} cy={y} rx="13" ry="6.4" transform={`rotate(${turn} ${x} ${y})`} />
              ))}
              <circle cx="22" cy="22" r="1.6" fill="#fff" fill-opacity="0.16" />
              <circle cx="0" cy="0" r="1.6" />
              <circle cx="44" cy="44" r="1.6" />
            </g>
          </pattern>
        </defs>
        <rect width="100%" height="100%" fill="url(#kawung)" />
      </svg>
      <div class="absolute inset-0" style={{ background: ground }} />
    </>
  );
}
