import { AppError } from '../errors/app-error.js';
import { RequestInputPipe } from './request-input.pipe.js';
import { Text } from './text.decorator.js';

class GreetingDto {
  @Text({ max: 5 })
  word!: string;

  @Text({ max: 5, optional: true, nullable: true })
  name?: string | null;
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

  it.each([['a string'], [5], [[]], [[{ word: 'a' }]], [true], [null]])('refuses %j as a body', (body) => {
    expect(() => read(body)).toThrow(AppError);
  });

  it('counts emoji as one character each', async () => {
    await expect(read({ word: '😀😀😀😀😀' })).resolves.toMatchObject({ word: '😀😀😀😀😀' });
  });
});
