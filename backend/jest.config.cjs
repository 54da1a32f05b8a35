module.exports = {
  ...require('../jest.preset.cjs'),
  displayName: 'backend',
  rootDir: __dirname,
  setupFiles: ['<rootDir>/test/load-nest-first.ts'],
};
