import { toSignInRequest } from './verify-clerk-token.dto.js';

const ASHA = { phoneNumber: '+919876543210', clerkUserId: 'user_asha' };

describe(toSignInRequest.name, () => {
  it.each([
    [{ phoneNumber: '98765 43210', clerkUserId: 'user_asha' }, ASHA],
    [{ phone_number: '+919876543210', clerk_user_id: 'user_asha' }, ASHA],
    [{ ...ASHA, phone_number: '+919876543210', clerk_user_id: 'user_asha' }, ASHA],
    [
      { ...ASHA, name: 'Asha', referralCode: 'BP-X' },
      { ...ASHA, name: 'Asha', referralCode: 'BP-X' },
    ],
  ])('reads %j', (body, request) => {
    expect(toSignInRequest(body)).toEqual(request);
  });

  it.each([
    [{}, ['phoneNumber required', 'clerkUserId required']],
    [{ phoneNumber: '+919876543210' }, ['clerkUserId required']],
    [{ ...ASHA, phone_number: '+919876543211' }, ['phoneNumber invalid']],
    [{ ...ASHA, clerk_user_id: 'user_ravi' }, ['clerkUserId invalid']],
  ])('refuses %j', (body, errors) => {
    expect(() => toSignInRequest(body)).toThrow(
      expect.objectContaining({
        code: 'request.invalid',
        errors: errors.map((error) => ({ field: error.split(' ')[0], code: error.split(' ')[1] })),
      }),
    );
  });

  it.each(['', '+14155550100', '98765\u000043210', '9876543210;ext=1', '5876543210', '9'.repeat(10_000)])(
    'refuses the number %j',
    (phoneNumber) => {
      expect(() => toSignInRequest({ ...ASHA, phoneNumber })).toThrow(
        expect.objectContaining({ code: 'phone.invalid' }),
      );
    },
  );
});
