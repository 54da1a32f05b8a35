module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'portal-server',
  rootDir: __dirname,
  modulePathIgnorePatterns: [],
};
