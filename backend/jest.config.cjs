module.exports = {
  ...require('../jest.preset.cjs'),
  displayName: 'backend',
  rootDir: __dirname,
  setupFiles: ['<rootDir>/test/load-nest-first.ts'],
  // Each integration suite starts a server and the API; a busy machine is no failure.
  testTimeout: 30_000,
};
