/** Two ends joined: the mark of Sambung. `light` is for green ground. */
export function Logo({ size = 30, light }: { size?: number; light?: boolean }) {
  const [ground, line] = light ? ["#fff", "#0E5A64"] : ["#0E5A64", "#fff"];
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" class="flex-none">
      <rect width="32" height="32" rx="9" fill={ground} />
      <path d="M22 9.5h-7.2a3.9 3.9 0 0 0 0 7.8h2.6a3.6 3.6 0 0 1 0 7.2H10" transform="translate(0 -1)" fill="none" stroke={line} stroke-width="3.2" stroke-linecap="round" />
      <circle cx="22.6" cy="8.5" r="2.9" fill="#F2B441" />
      <circle cx="9.6" cy="23.5" r="2.9" fill="#F2B441" />
    </svg>
  );
}
