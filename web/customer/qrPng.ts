/** A payment code as a picture for the telephone's gallery, from which banks' apps read it: the code, and what it is for. */

const WIDTH = 1080;
const SIDE = 900;
const LINE = 84;

/** `words` stand under the code, the first one large. */
export async function qrPng(svg: string, words: string[]): Promise<Blob> {
  const code = new Image();
  code.src = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
  await code.decode();
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = SIDE + 90 + (words.length + 1) * LINE;
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingEnabled = false;
  pen.drawImage(code, (WIDTH - SIDE) / 2, 90, SIDE, SIDE);
  pen.fillStyle = "#1c2a2d";
  pen.textAlign = "center";
  words.forEach((word, index) => {
    pen.font = `${index ? 600 : 700} ${index ? 40 : 72}px system-ui, sans-serif`;
    pen.fillText(word, WIDTH / 2, SIDE + 90 + LINE * (index + 0.9), WIDTH - 120);
  });
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
}
