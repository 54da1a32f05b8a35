import { AppError } from '../errors/app-error.js';
import { RequestInputPipe } from './request-input.pipe.js';
import { LenientText, Text } from './text.decorator.js';

class GreetingDto {
  @Text({ max: 5 })
  word!: string;

  @Text({ max: 5, optional: true, nullable: true })
  name?: string | null;

  @LenientText(5)
  aside?: string;
}

const read = (body: unknown) =>
  new RequestInputPipe().transform(body, { type: 'body', metatype: GreetingDto });

describe(RequestInputPipe.name, () => {
  it('reads queries by the same rules', async () => {
    const pipe = new RequestInputPipe();
    const query = async (value: unknown) =>
      await pipe.transform(value, { type: 'query', metatype: GreetingDto });
    await expect(query({ word: 'hi' })).resolves.toMatchObject({ word: 'hi' });
    await expect(query({ word: ['hi', 'ho'] })).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(query({ word: 'hi', other: '1' })).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('trims, composes and passes on', async () => {
    await expect(read({ word: '  e\u0301t ', name: null })).resolves.toMatchObject({
      word: 'ét',
      name: null,
    });
  });

  it.each([
    ['a missing field', {}, 'word', 'required'],
    ['no body', undefined, 'word', 'required'],
    ['null for a field', { word: null }, 'word', 'wrong_type'],
    ['a number', { word: 5 }, 'word', 'wrong_type'],
    ['a nested value', { word: { $ne: '' } }, 'word', 'wrong_type'],
    ['a list', { word: ['a'] }, 'word', 'wrong_type'],
    ['blanks', { word: '   ' }, 'word', 'too_short'],
    ['a long text', { word: 'abcdef' }, 'word', 'too_long'],
    ['a text longer than it looks', { word: '❤\ufe0f'.repeat(3) }, 'word', 'too_long'],
    ['NUL', { word: 'a\u0000b' }, 'word', 'control_character'],
    ['a line break', { word: 'a\nb' }, 'word', 'control_character'],
    ['half a surrogate pair', { word: 'a\ud800' }, 'word', 'control_character'],
    ['an unknown field', { word: 'a', role: 'admin' }, 'role', 'unknown'],
    ['an inherited name', { word: 'a', constructor: 'x' }, 'constructor', 'unknown'],
  ])('refuses %s', async (_case, body, field, code) => {
    await expect(Promise.resolve().then(() => read(body))).rejects.toMatchObject({
      code: 'request.invalid',
      errors: [{ field, code }],
    });
  });

  it.each([
    ['a text', ' e\u0301t ', 'ét'],
    ['a text as long as may be', 'abcde', 'abcde'],
    ['a longer one', 'abcdef', ''],
    ['null', null, ''],
    ['a number', 5, ''],
    ['true', true, ''],
    ['NUL', 'a\u0000b', ''],
    ['half a surrogate pair', 'a\ud800', ''],
    ['a nested value', { $ne: '' }, ''],
    ['a list', ['a'], ''],
    ['nesting that would exhaust the stack', JSON.parse('['.repeat(15_000) + ']'.repeat(15_000)), ''],
  ])('reads %s leniently where a text may be anything', async (_case, aside: unknown, text) => {
    await expect(read({ word: 'hi', aside })).resolves.toMatchObject({ word: 'hi', aside: text });
  });

  it('leaves a lenient text out that is not there', async () => {
    expect(await read({ word: 'hi' })).toEqual({ word: 'hi' });
  });

  it.each([['a string'], [5], [[]], [[{ word: 'a' }]], [true], [null]])('refuses %j as a body', (body) => {
    expect(() => read(body)).toThrow(AppError);
  });

  it('counts emoji as one character each', async () => {
    await expect(read({ word: '😀😀😀😀😀' })).resolves.toMatchObject({ word: '😀😀😀😀😀' });
  });
});
