import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/privacy/listening.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: emulators and bundles in one file must not starve the next.
    maxWorkers: 2,
  },
});
