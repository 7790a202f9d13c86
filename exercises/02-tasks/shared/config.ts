const { env } = process;

/** What the environment says; the defaults let a half start by hand. */
export const config = {
  host: env['HOST'] ?? '127.0.0.1',
  port: Number(env['PORT'] ?? 3000),
  dataDir: env['DATA_DIR'] ?? '.overlap',
  smtpUrl: env['SMTP_URL'] ?? 'smtp://127.0.0.1:2525',
  /** Generous: a mail server may take its time before it accepts a mail. */
  smtpTimeoutMs: Number(env['SMTP_TIMEOUT_MS'] ?? 120_000),
  mailFrom: 'tasks@example.org',
  concurrency: Number(env['CONCURRENCY'] ?? 4),
  retryBaseMs: Number(env['RETRY_BASE_MS'] ?? 1000),
  maxFileBytes: Number(env['MAX_FILE_BYTES'] ?? 256 * 1024 * 1024),
} as const;
