import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
// @ts-expect-error the mock server is plain JavaScript, so that node runs it without a build
import { mock_api } from "./dev/mock.mjs";

// Nothing is inlined: the content security policy forbids data: URLs and inline scripts alike.
export default defineConfig({
  plugins: [svelte(), { name: "mock-api", configureServer: (server) => void server.middlewares.use(mock_api) }],
  build: {
    target: "es2022",
    // Modern enough for :dir(), which quotes and arrows need, and light-dark().
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 300,
  },
  test: { include: ["tests/**/*.test.ts"] },
});
