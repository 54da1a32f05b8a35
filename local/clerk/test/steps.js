// What a sign-in page does with Clerk, in steps a test can call one by one. Served to the browser as it is.
(() => {
  let attempt;
  let number;
  let reverification;

  const factor = () => attempt.supportedFirstFactors.find(({ strategy }) => strategy === 'phone_code');
  const verification = () => attempt.firstFactorVerification ?? attempt.verifications?.phoneNumber;

  const held = (phoneNumber) => window.Clerk.user.phoneNumbers.find((it) => it.phoneNumber === phoneNumber);

  const steps = {
    load: async () => {
      await window.Clerk.load();
      return window.Clerk.status ?? 'ready';
    },
    beginSignUp: async (phoneNumber) => {
      attempt = await window.Clerk.client.signUp.create({ phoneNumber });
      return attempt.status;
    },
    sendSignUpCode: async () =>
      (await attempt.preparePhoneNumberVerification({ strategy: 'phone_code' })).status,
    trySignUpCode: async (code) => {
      const { status, createdSessionId } = await attempt.attemptPhoneNumberVerification({ code });
      await window.Clerk.setActive({ session: createdSessionId });
      return status;
    },
    changeSignUpNumber: async (phoneNumber) => {
      attempt = await attempt.update({ phoneNumber });
      return attempt.status;
    },
    beginSignIn: async (identifier, options = {}) => {
      attempt = await window.Clerk.client.signIn.create({ identifier, ...options });
      return attempt.status;
    },
    sendSignInCode: async () => (await attempt.prepareFirstFactor(factor())).status,
    trySignInCode: async (code) => {
      const { status, createdSessionId } = await attempt.attemptFirstFactor({ strategy: 'phone_code', code });
      await window.Clerk.setActive({ session: createdSessionId });
      return status;
    },
    transferToSignUp: async () => {
      const { status, createdSessionId } = await window.Clerk.client.signUp.create({ transfer: true });
      await window.Clerk.setActive({ session: createdSessionId });
      return status;
    },
    verification: () => {
      const { status, attempts } = verification();
      return { status, attempts };
    },
    clientVerification: () => {
      const { status, attempts } = window.Clerk.client.signIn.firstFactorVerification;
      return { status, attempts };
    },
    who: () => ({
      userId: window.Clerk.user?.id ?? null,
      sessionId: window.Clerk.session?.id ?? null,
      phoneNumber: window.Clerk.user?.primaryPhoneNumber?.phoneNumber ?? null,
    }),
    token: () => window.Clerk.session.getToken(),
    freshToken: () => window.Clerk.session.getToken({ skipCache: true }),
    reloadUser: async () => (await window.Clerk.user.reload()).id,
    addNumber: async (phoneNumber) => {
      number = await window.Clerk.user.createPhoneNumber({ phoneNumber });
      return number.verification.status ?? 'unsent';
    },
    sendNumberCode: async () => (await number.prepareVerification()).verification.status,
    tryNumberCode: async (code) => (await number.attemptVerification({ code })).verification.status,
    makePrimary: async (phoneNumber) => {
      const user = await window.Clerk.user.update({ primaryPhoneNumberId: held(phoneNumber).id });
      return user.primaryPhoneNumber.phoneNumber;
    },
    // As `destroy` of clerk-js leaves the user's list to the client that comes with the answer.
    removeNumber: async (phoneNumber) => {
      await held(phoneNumber).destroy();
      return held(phoneNumber) === undefined ? 'gone' : 'still there';
    },
    reloadedNumbers: async () => {
      const user = await window.Clerk.user.reload();
      return user.phoneNumbers.map(({ phoneNumber, verification }) => [phoneNumber, verification.status]);
    },
    startReverification: async (level) => {
      reverification = await window.Clerk.session.startVerification({ level });
      return reverification.status;
    },
    sendReverificationCode: async () => {
      const { phoneNumberId } = reverification.supportedFirstFactors[0];
      const factor = { strategy: 'phone_code', phoneNumberId };
      reverification = await window.Clerk.session.prepareFirstFactorVerification(factor);
      return reverification.firstFactorVerification.status;
    },
    tryReverificationCode: async (code) => {
      const factor = { strategy: 'phone_code', code };
      reverification = await window.Clerk.session.attemptFirstFactorVerification(factor);
      return reverification.status;
    },
    factorAge: () => window.Clerk.session.factorVerificationAge,
    signOut: () => window.Clerk.signOut(() => undefined),
  };

  const refusal = (error) => ({
    status: error.status,
    code: error.errors?.[0]?.code ?? String(error),
    param: error.errors?.[0]?.meta?.paramName,
    retryAfter: error.retryAfter,
  });

  window.step = async (name, ...args) => {
    try {
      return { value: await steps[name](...args) };
    } catch (error) {
      return { refused: refusal(error) };
    }
  };
})();
