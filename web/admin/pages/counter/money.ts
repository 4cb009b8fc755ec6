/** What a customer hands over, what of it is paid, and what goes back. */

export interface Handed {
  /** What is recorded as paid. */
  paid: number;
  change: number;
}

/** `received` 0: exactly what is paid. Less than asked for pays a part; more than it, and the rest goes back. */
export function handed(asked: number, received: number): Handed {
  if (!received) return { paid: asked, change: 0 };
  return { paid: Math.min(asked, received), change: Math.max(0, received - asked) };
}

const NOTES = [10_000, 20_000, 50_000, 100_000];
const MOST_OFFERED = 3;

/** Amounts that people are likely to hand over for this one: the next round sums of common notes. */
export function likely(asked: number): number[] {
  const sums = NOTES.map((note) => Math.ceil(asked / note) * note).filter((sum) => sum > asked);
  return [...new Set(sums)].sort((one, other) => one - other).slice(0, MOST_OFFERED);
}
