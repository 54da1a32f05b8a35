import { encode } from 'uqr';

/** Modules of white around a code that readers need to find it. */
const QUIET_ZONE = 4;

/** A QR code to be drawn with the quiet zone in it: side in modules, and the dark ones as one SVG path. */
export interface QrPath {
  side: number;
  path: string;
}

/**
 * ISO/IEC 18004 has eight and readers take each. To try them all and keep the smoothest costs a slow phone a tenth of a
 * second; of 2,000 links like ours this one is the smoothest for nearly half.
 */
const MASK = 3;

/** Level Q: a quarter of the code may be creased, smudged or in the shade. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'Q', border: QUIET_ZONE, maskPattern: MASK });
  return { side: size, path: data.flatMap((row, y) => darkRuns(row, y)).join('') };
}

/** Neighbours in a row are one rectangle: drawn one by one, hair lines would show between them. */
function darkRuns(row: readonly boolean[], y: number): string[] {
  const runs: string[] = [];
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    const width = x + 1 - start;
    runs.push(`M${String(start)} ${String(y)}h${String(width)}v1h-${String(width)}z`);
  }
  return runs;
}
