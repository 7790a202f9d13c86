const { env } = process;

/** What the environment says; the defaults let a half start by hand. */
export const config = {
  host: env['HOST'] ?? '127.0.0.1',
  port: Number(env['PORT'] ?? 3000),
  dataDir: env['DATA_DIR'] ?? '.overlap',
  authorsUrl: (env['AUTHORS_URL'] ?? 'http://127.0.0.1:4000').replace(/\/$/, ''),
  upstreamTimeoutMs: Number(env['UPSTREAM_TIMEOUT_MS'] ?? 5000),
} as const;
