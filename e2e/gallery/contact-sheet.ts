import { type Picture } from './photographer.ts';

/** The page beside the pictures: one row a screen, every picture a link to itself. */
export function contactSheet(pictures: readonly Picture[]): string {
  const rows = [...Map.groupBy(pictures, ({ screen }) => screen)].map(
    ([screen, taken]) =>
      `<section id="${screen}"><h2>${screen}</h2><div>${taken.map(figure).join('')}</div></section>`,
  );
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Gallery</title>
  <style>
    body { margin: 2rem; font: 14px system-ui, sans-serif; background: #e8e8e8; color: #222; }
    section > div { display: flex; overflow-x: auto; gap: 1rem; align-items: start; }
    figure { flex: none; margin: 0; }
    img { display: block; height: 20rem; border: 1px solid #bbb; background: #fff; }
  </style>
  <h1>${pictures.length} pictures</h1>
  ${rows.join('\n  ')}
</html>
`;
}

function figure({ file, view }: Picture): string {
  return `<figure><a href="${file}"><img loading="lazy" src="${file}" alt="${view}" /></a><figcaption>${view}</figcaption></figure>`;
}
