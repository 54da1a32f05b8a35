import { qrPath } from './qr-path.js';

const LINK = 'https://bharatprint.test/r/BP-7K3MX2QHR';

/** Paints the path's rectangles as a browser would. */
function painted(path: string, side: number): boolean[][] {
  const rows = Array.from({ length: side }, () => Array.from({ length: side }, () => false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let dx = 0; dx < Number(width); dx += 1) rows[Number(y)]![Number(x) + dx] = true;
  return rows;
}

describe(qrPath.name, () => {
  it('draws a finder in three corners and white around them', () => {
    const { side, path } = qrPath(LINK);
    const rows = painted(path, side);
    const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
    const corner = (left: number, top: number): string[] =>
      rows.slice(top, top + 7).map((row) =>
        row
          .slice(left, left + 7)
          .map((dark) => (dark ? '1' : '0'))
          .join(''),
      );
    expect(corner(4, 4)).toEqual(finder);
    expect(corner(side - 11, 4)).toEqual(finder);
    expect(corner(4, side - 11)).toEqual(finder);
    const edge = rows.filter((row, y) => y < 4 || y >= side - 4 || row.slice(0, 4).includes(true));
    expect(edge.flat()).not.toContain(true);
  });

  it('covers every row with rectangles that do not touch', () => {
    const { path } = qrPath(LINK);
    expect(path).toMatch(/^(?:M\d+ \d+h(\d+)v1h-\1z)+$/);
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, width]) => [
      Number(y),
      Number(x),
      Number(x) + Number(width),
    ]);
    for (const [place, [y, x]] of runs.entries()) {
      const [rowBefore, , endBefore] = runs[place - 1] ?? [];
      if (rowBefore === y) expect(x).toBeGreaterThan(endBefore!);
    }
  });

  it('says something else for another text', () => {
    expect(qrPath('https://bharatprint.test/r/BP-AAAAAAAAA').path).not.toBe(qrPath(LINK).path);
  });
});
