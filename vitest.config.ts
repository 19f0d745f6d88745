import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contract,server,scripts,bench}/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}'],
    globalSetup: ['server/testing/global-setup.ts'],
    pool: 'forks',
    isolate: true,
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    restoreMocks: true,
  },
});
