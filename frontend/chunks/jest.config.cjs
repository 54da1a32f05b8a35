module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'portal-chunks',
  rootDir: __dirname,
  modulePathIgnorePatterns: [],
};
