const BACK = 12;
const AHEAD = 2;

/** Months `YYYY-MM` to choose from, the latest first: those around today, and the one chosen. */
export function periodsAround(today: string, chosen?: string): string[] {
  const [year, month] = today.split("-").map(Number) as [number, number];
  const periods = Array.from({ length: BACK + AHEAD + 1 }, (_, index) => new Date(Date.UTC(year, month - 1 + AHEAD - index)).toISOString().slice(0, 7));
  return chosen && !periods.includes(chosen) ? [chosen, ...periods] : periods;
}
