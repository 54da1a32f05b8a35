// What a sign-in page does with Clerk, in steps a test can call one by one. Served to the browser as it is.
(() => {
  let attempt;

  const factor = () => attempt.supportedFirstFactors.find(({ strategy }) => strategy === 'phone_code');
  const verification = () => attempt.firstFactorVerification ?? attempt.verifications?.phoneNumber;

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
