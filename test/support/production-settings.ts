/** What a process of an installation needs, with a mail server that nobody reaches. */
export const productionSettings = (databaseUrl: string, dataDir?: string) => ({
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PUBLIC_URL: 'https://qingnuo.example',
  DATABASE_URL: databaseUrl,
  ...(dataDir !== undefined && { DATA_DIR: dataDir }),
  SMTP_URL: 'smtps://127.0.0.1:9',
  MAIL_FROM: 'no-reply@qingnuo.example',
});
