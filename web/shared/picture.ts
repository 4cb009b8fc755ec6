/** Pictures on their way to the API, in a size that fits. */

/** What the API takes of one picture, in bytes, and how long it keeps it, in pixels. */
const MOST = 5_000_000;
const LONGEST = 3000;
const QUALITY = 0.88;

/** Telephones make pictures of ten megabytes: these are drawn smaller here. What is no picture is for the API to say. */
export async function toFit(file: File): Promise<Blob> {
  if (file.size <= MOST) return file;
  try {
    const drawn = await createImageBitmap(file);
    const part = Math.min(1, LONGEST / Math.max(drawn.width, drawn.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(drawn.width * part);
    canvas.height = Math.round(drawn.height * part);
    canvas.getContext("2d")?.drawImage(drawn, 0, 0, canvas.width, canvas.height);
    drawn.close();
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", QUALITY));
  } catch {
    return file;
  }
}
