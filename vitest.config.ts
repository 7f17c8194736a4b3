import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "tools/**/*.test.ts"],
    globalSetup: ["test/workbench/kept.ts"],
    pool: "threads",
    isolate: false,
    // Journeys through a browser mostly wait: two at a time, on two cores too.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is waited for comes late on a busy machine; a second, the default, would make its speed part of the test.
    expect: { poll: { timeout: 20_000 } },
    setupFiles: ["test/chance.ts"],
  },
});
