/** Settings that every test may rely on; the database's address is added by `useTestDatabase`. */
export const testSettings = {
  NODE_ENV: "test",
  APP_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "a secret for tests, long enough to pass",
  ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
  ZOOM_CLIENT_ID: "test-client",
  ZOOM_CLIENT_SECRET: "test-client-secret",
  ZOOM_WEBHOOK_SECRET: "test-webhook-secret",
  LOG_LEVEL: "silent",
} as const;
