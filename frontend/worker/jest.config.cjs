module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'portal-worker',
  rootDir: __dirname,
  modulePathIgnorePatterns: [],
};
