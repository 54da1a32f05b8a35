const { createCjsPreset } = require('jest-preset-angular/presets');

module.exports = {
  ...createCjsPreset({
    testEnvironment: 'jest-preset-angular/environments/jest-jsdom-env',
    tsconfig: '<rootDir>/tsconfig.spec.json',
  }),
  displayName: 'frontend',
  rootDir: __dirname,
  roots: ['<rootDir>/src'],
  // Whole pages are rendered: a machine busy with other things takes its time.
  testTimeout: 30_000,
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^#contracts/(.*)\\.js$': '<rootDir>/../contracts/src/$1.ts',
  },
};
