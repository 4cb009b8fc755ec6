/** The address of a run. The slash at its end keeps hosts from taking an id with a dot for a file that is not there. */
export function runPath(id: string): string {
  return `/tagihan/run/${id}/`;
}
