/** Pictures on their way to the API, in a size that fits. */

/** What the API takes of one picture, in bytes, and how long it keeps it, in pixels. */
const MOST = { bytes: 5_000_000, longest: 3000, quality: 0.88 };
/** What is enough to see a lamp or a cable: sent over a village's mobile network. */
const LIGHT = { bytes: 300_000, longest: 1600, quality: 0.8 };

/** Telephones make pictures of ten megabytes: these are drawn smaller here. What is no picture is for the API to say. */
export function toFit(file: File): Promise<Blob> {
  return drawn(file, MOST);
}

/** As `toFit`, for pictures on which no small print has to be read. */
export function toTravelLight(file: Blob): Promise<Blob> {
  return drawn(file, LIGHT);
}

async function drawn(file: Blob, { bytes, longest, quality }: typeof MOST): Promise<Blob> {
  if (file.size <= bytes) return file;
  try {
    const picture = await createImageBitmap(file);
    const part = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * part);
    canvas.height = Math.round(picture.height * part);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", quality));
  } catch {
    return file;
  }
}
