import { type Picture } from './photographer.ts';

/** The page beside the pictures: one row a screen, every picture a link to itself. */
export function contactSheet(pictures: readonly Picture[]): string {
  const names = [...new Set(pictures.map(({ screen }) => screen))];
  const rows = names.map((name) => {
    const figures = pictures.filter(({ screen }) => screen === name).map(figure);
    return `<section id="${name}"><h2>${name}</h2><div>${figures.join('')}</div></section>`;
  });
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
