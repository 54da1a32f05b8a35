import { releaseOf } from './release.ts';

const HTML =
  '<link rel="stylesheet" href="styles-BBBBBBBB.css"><script src="main-AAAAAAAA.js" type="module"></script>';

describe(releaseOf.name, () => {
  it('is what a page may ask for, by its path', () => {
    const names = [
      'chunk-1vYBdMBK.js',
      'chunk-1vYBdMBK.js.br',
      'clerk/clerk.browser.js',
      'clerk',
      'favicon.svg',
      'favicon.svg.gz',
      'icons/192.png',
      'index.html',
      'main-AAAAAAAA.js',
      'manifest.webmanifest',
      'media/noto-sans-AAAAAAAA.woff2',
      'service-worker.js',
      'styles-BBBBBBBB.css',
    ];
    expect(releaseOf(names, HTML)).toEqual({
      entries: ['main-AAAAAAAA.js', 'styles-BBBBBBBB.css'],
      files: [
        '/chunk-1vYBdMBK.js',
        '/favicon.svg',
        '/main-AAAAAAAA.js',
        '/media/noto-sans-AAAAAAAA.woff2',
        '/styles-BBBBBBBB.css',
      ],
    });
  });

  it.each(['', '<script src="main.js">', '<script src="main-AAAAAAAA.js">'])(
    'is none of a page like %j',
    (html) => {
      expect(() => releaseOf([], html)).toThrow('index.html');
    },
  );
});
