import { inApp, sourceFiles, templates } from '../../../test/sources.js';
import { writtenTexts } from '../../../test/template-texts.js';
import { writtenSentences } from '../../../test/written-sentences.js';

/** The brand is called the same in every language. */
const NAMES = new Set(['BharatPrint']);

describe('a template', () => {
  it.each(templates())('says in $file nothing of its own', (template) => {
    expect(writtenTexts(template).filter((text) => !NAMES.has(text))).toEqual([]);
  });

  it.each([
    ['<p>Hello</p>', 'Hello'],
    ['<p>{{ name() }} is here</p>', 'is here'],
    ['<p>{{ isNew() ? "New" : t("x.y") }}</p>', 'New'],
    ['<p>{{ name() ?? `Nobody ${place()}` }}</p>', 'Nobody'],
    ['@if (isOpen()) { <p>Open</p> }', 'Open'],
    ['<button aria-label="Close"></button>', 'aria-label: Close'],
    ['<input placeholder="10 digits" />', 'placeholder: 10 digits'],
    ['<img alt="A poster" />', 'alt: A poster'],
    ['<a title="Home"></a>', 'title: Home'],
    ['<bp-x [confirmLabel]="\'Yes\'" />', 'confirmLabel: Yes'],
    ["<b [attr.aria-label]=\"isOn() ? 'On' : t('x')\"></b>", 'aria-label: On'],
    ['<p>नमस्ते</p>', 'नमस्ते'],
  ])('with %s is found out', (html, text) => {
    expect(writtenTexts({ file: 'x.html', html })).toContain(text);
  });

  it.each([
    '<p>{{ t("x.y") }} · {{ count() }}/20</p>',
    '<img alt="" class="Big" id="Photo" />',
    '<b [attr.aria-current]="isHere() ? \'page\' : null">{{ kind() === "New shop" ? t("a") : "" }}</b>',
    '<b aria-labelledby="Heading">&nbsp;…</b>',
  ])('with %s is not', (html) => {
    expect(writtenTexts({ file: 'x.html', html })).toEqual([]);
  });
});

describe('the code', () => {
  const files = sourceFiles('.ts').filter((file) => !/^core\/i18n\/[a-z]{2}\//.test(inApp(file)));

  it.each(files.map(inApp))('says in %s nothing to anybody but developers', (name) => {
    expect(writtenSentences(files.find((file) => inApp(file) === name)!)).toEqual([]);
  });
});
