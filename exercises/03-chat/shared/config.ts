const { env } = process;

/** What the environment says; the defaults let a half start by hand. */
export const config = {
  host: env['HOST'] ?? '127.0.0.1',
  port: Number(env['PORT'] ?? 3000),
  dataDir: env['DATA_DIR'] ?? '.overlap',
  moderationUrl: (env['MODERATION_URL'] ?? 'http://127.0.0.1:4000').replace(/\/$/, ''),
  moderationTimeoutMs: Number(env['MODERATION_TIMEOUT_MS'] ?? 5000),
  pingMs: Number(env['PING_MS'] ?? 20_000),
} as const;
