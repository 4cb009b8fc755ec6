/** A day and a time on the company's clock as a moment; nothing unless both are there. */
export function momentOf(date: string, time: string): string | null {
  return date && time ? `${date}T${time}:00+07:00` : null;
}
