/** One configuration for all suites; the database comes from DATABASE_URL (see tools/test.mjs). */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tests'],
  testMatch: ['**/*.spec.ts'],
  modulePathIgnorePatterns: ['/dist/'],
  transform: {
    '^.+\\.(t|m?j)s$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, useDefineForClassFields: false },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // These ship ES modules only, which Jest on Node 20 cannot require as they are.
  transformIgnorePatterns: ['/node_modules/(?!(jose|kdbush|geokdbush|tinyqueue)/)'],
  setupFiles: ['reflect-metadata'],
  testTimeout: 30_000,
};
