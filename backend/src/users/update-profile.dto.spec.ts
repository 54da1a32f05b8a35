import { RequestInputPipe } from '../common/http/request-input.pipe.js';
import { UpdateProfileDto } from './update-profile.dto.js';

const read = (body: unknown) =>
  new RequestInputPipe().transform(body, { type: 'body', metatype: UpdateProfileDto });

describe(UpdateProfileDto.name, () => {
  it.each([
    ['a state by name', { state: ' tamil  nadu ' }, { state: 'Tamil Nadu' }],
    ['a state by code', { state: 'ts' }, { state: 'Telangana' }],
    ['a PIN code with a space', { pincode: ' 400 001' }, { pincode: '400001' }],
    ['a PIN code in Devanagari', { pincode: '४००००१' }, { pincode: '400001' }],
    ['a name in Devanagari', { ownerName: ' आशा ' }, { ownerName: 'आशा' }],
    ['an emptied name', { ownerName: null }, { ownerName: null }],
    ['a language', { language: 'hi' }, { language: 'hi' }],
    ['nothing', {}, {}],
  ])('reads %s', async (_case, body, expected) => {
    expect(await read(body)).toEqual(expect.objectContaining(expected));
  });

  it.each([
    [{ state: 'Bombay' }, 'state', 'invalid'],
    [{ state: null }, 'state', 'wrong_type'],
    [{ state: 27 }, 'state', 'wrong_type'],
    [{ pincode: '012345' }, 'pincode', 'invalid'],
    [{ pincode: 400001 }, 'pincode', 'wrong_type'],
    [{ pincode: '4000\u000001' }, 'pincode', 'control_character'],
    [{ pincode: '400\n001' }, 'pincode', 'control_character'],
    [{ state: 'Tamil\nNadu' }, 'state', 'control_character'],
    [{ language: 'fr' }, 'language', 'invalid'],
    [{ shopName: '' }, 'shopName', 'too_short'],
    [{ shopName: null }, 'shopName', 'wrong_type'],
    [{ shopName: 'x'.repeat(121) }, 'shopName', 'too_long'],
    [{ ownerName: 'x'.repeat(101) }, 'ownerName', 'too_long'],
    [{ city: 'x'.repeat(81) }, 'city', 'too_long'],
    [{ city: 'Pune\r\nrole: admin' }, 'city', 'control_character'],
    [{ role: 'admin' }, 'role', 'unknown'],
    [{ phoneNumber: '+919876543210' }, 'phoneNumber', 'unknown'],
    [{ monthlyUploadLimit: 500 }, 'monthlyUploadLimit', 'unknown'],
    [{ shop_name: 'Asha Prints' }, 'shop_name', 'unknown'],
  ])('refuses %j', async (body, field, code) => {
    await expect(Promise.resolve(read(body))).rejects.toMatchObject({
      code: 'request.invalid',
      errors: [{ field, code }],
    });
  });
});
