/** A table as a CSV file on the device, as the Excel of an Indonesian office opens it. */
export function saveCsv(filename: string, rows: (string | number)[][]): void {
  const text = rows.map((row) => row.map(cell).join(";")).join("\r\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`\uFEFF${text}\r\n`], { type: "text/csv;charset=utf-8" }));
  link.download = filename;
  link.click();
  // The browser has taken the bytes by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

function cell(value: string | number): string {
  const text = String(value);
  // A cell that begins like a formula would be run as one.
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
