const { createCjsPreset } = require('jest-preset-angular/presets');

module.exports = {
  ...createCjsPreset({
    testEnvironment: 'jest-preset-angular/environments/jest-jsdom-env',
    tsconfig: '<rootDir>/tsconfig.spec.json',
  }),
  displayName: 'frontend',
  rootDir: __dirname,
  roots: ['<rootDir>/src'],
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^#contracts/(.*)\\.js$': '<rootDir>/../contracts/src/$1.ts',
  },
};
