module.exports = {
  ...require('../jest.preset.cjs'),
  displayName: 'local',
  rootDir: __dirname,
  // Browsers and servers start slowly on a machine that is busy with the other projects' tests.
  testTimeout: 30_000,
};
