import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

/** The least that could answer the same: Node's own server, the queries through `pg`, the rows as JSON. */
type Query = { sql: string; parameters: unknown[] };
type Task = { databaseUrl: string; queries: Record<string, Query[]> };

const [task] = (await once(process, 'message')) as [Task];
const pool = new pg.Pool({ connectionString: task.databaseUrl, max: 10 });

async function rowsOf(queries: readonly Query[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const { sql, parameters } of queries) found.push(...(await pool.query(sql, parameters)).rows);
  return found;
}

const server = http.createServer((request, response) => {
  const queries = task.queries[request.url ?? ''];
  if (!queries) {
    response.writeHead(404).end();
    return;
  }
  rowsOf(queries).then(
    (rows) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(rows));
    },
    () => response.writeHead(500).end(),
  );
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on('SIGTERM', () => process.exit(0));
