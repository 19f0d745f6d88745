import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestApp } from '../testing/app.ts';
import { createTestApp } from '../testing/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

test('the interface is described in OpenAPI 3.1 as a linter wants it', async () => {
  const { status, body } = await app.anonymous.call('GET', '/api/openapi.json');
  expect(status).toBe(200);
  expect(body.openapi).toMatch(/^3\.1\./);
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: JSON.stringify(body), absoluteRef: 'openapi.json', config });
  const errors = problems.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`)).toEqual([]);
});

test('a route that names its record twice would be found', async () => {
  const { body } = await app.anonymous.call('GET', '/api/openapi.json');
  const broken = { ...body, paths: { ...body.paths, '/customers/{id}/{id}': { get: {} } } };
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: JSON.stringify(broken), absoluteRef: 'openapi.json', config });
  expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
});
