import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { ensureTemplate } from '../template.ts';

export type TestServer = { adminUrl: string; appUrl: string };

/** A database of its own with every migration and no rows; `drop` removes it. */
export async function createDatabase({ adminUrl, appUrl }: TestServer) {
  const template = await ensureTemplate(adminUrl, appUrl);
  const name = `t_${process.pid}_${randomBytes(5).toString('hex')}`;
  await asAdmin(adminUrl, `create database ${name} template ${template} owner licheng`);
  const url = new URL(appUrl);
  url.pathname = name;
  return { url: url.href, drop: () => asAdmin(adminUrl, `drop database ${name} with (force)`) };
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
