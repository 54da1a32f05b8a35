module.exports = {
  ...require('../jest.preset.cjs'),
  displayName: 'database',
  rootDir: __dirname,
  // Each suite starts a server and migrates it, which takes a few seconds on a busy machine.
  testTimeout: 30_000,
};
