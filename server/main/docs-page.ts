import type { ApiDocument } from './openapi.ts';

type Schema = {
  type?: string | string[];
  $ref?: string;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
};
type Content = { content?: Record<string, { schema?: Schema }> };
type Operation = {
  operationId?: string;
  summary?: string;
  tags?: string[];
  'x-permission'?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: Content;
  responses?: Record<string, Content>;
};

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** A page for people, made from the same document that machines read; no script. */
export function docsPage(document: ApiDocument): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries((item ?? {}) as Record<string, Operation>).map(([method, operation]) => ({
      path,
      method,
      operation,
    })),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? ''))];
  const sections = tags.map((tag) => {
    const entries = operations.filter(({ operation }) => operation.tags?.[0] === tag);
    return `<h2 id="${escapeHtml(tag)}">${escapeHtml(tag)}</h2>${entries.map(section).join('')}`;
  });
  const nav = tags.map((tag) => `<a href="#${escapeHtml(tag)}">${escapeHtml(tag)}</a>`).join(' ');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Licheng API ${escapeHtml(document.info.version)}</title><style>${style}</style>
<main><h1>Licheng 里程 API ${escapeHtml(document.info.version)}</h1><p>${escapeHtml(document.info.description ?? '')}</p>
<p>For machines: <a href="/api/openapi.json">openapi.json</a></p><nav>${nav}</nav>${sections.join('')}</main></html>`;
}

function section({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const parameters = (operation.parameters ?? []).map(
    (one) =>
      `<tr><td><code>${escapeHtml(one.name)}</code>${one.required ? ' *' : ''}</td><td>${escapeHtml(one.in)}</td><td><code>${escapeHtml(shape(one.schema, 0))}</code></td></tr>`,
  );
  const body = operation.requestBody?.content?.['application/json']?.schema;
  const answer = operation.responses?.['200']?.content?.['application/json']?.schema;
  return `<details><summary><b>${method.toUpperCase()}</b> <code>/api${escapeHtml(path)}</code> ${escapeHtml(operation.summary ?? '')}
<i>${escapeHtml(operation['x-permission'] ?? '')}</i></summary>
${parameters.length > 0 ? `<table>${parameters.join('')}</table>` : ''}
${body ? `<h3>Body</h3><pre>${escapeHtml(shape(body, 0))}</pre>` : ''}
${answer ? `<h3>Answer</h3><pre>${escapeHtml(shape(answer, 0))}</pre>` : ''}</details>`;
}

function shape(schema: Schema | undefined, depth: number): string {
  if (!schema || depth > 8) return '…';
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? '';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const parts = schema.anyOf ?? schema.allOf;
  if (parts) return [...new Set(parts.map((part) => shape(part, depth)))].join(' | ');
  if (schema.type === 'array') return `${shape(schema.items, depth)}[]`;
  if (schema.properties) return fields(schema.properties, schema.required ?? [], depth);
  const limits = [
    schema.format,
    schema.minimum === undefined ? undefined : `≥ ${schema.minimum}`,
    schema.maximum === undefined || schema.maximum > 1e15 ? undefined : `≤ ${schema.maximum}`,
    schema.maxLength === undefined ? undefined : `≤ ${schema.maxLength} characters`,
  ].filter((limit) => limit !== undefined);
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any');
  return limits.length > 0 ? `${type} (${limits.join(', ')})` : type;
}

function fields(properties: Record<string, Schema>, required: string[], depth: number): string {
  const pad = '  '.repeat(depth + 1);
  const lines = Object.entries(properties).map(
    ([name, property]) => `${pad}${name}${required.includes(name) ? '' : '?'}: ${shape(property, depth + 1)}`,
  );
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
}

const style = `body{font:14px/1.6 "PingFang SC","Noto Sans CJK SC",system-ui,sans-serif;margin:0;color:#1d2629;background:#f5f7f7}
main{max-width:960px;margin:0 auto;padding:24px}a{color:#0f6b66}nav{display:flex;gap:12px;flex-wrap:wrap}
details{background:#fff;border:1px solid #e4e9ea;border-radius:4px;padding:8px 12px;margin:4px 0}summary{cursor:pointer}
summary b{display:inline-block;min-width:56px;color:#0f6b66}summary i{color:#5b686d;font-size:12px}
pre{overflow:auto;background:#f5f7f7;padding:8px;border-radius:4px}td{padding:2px 12px 2px 0;vertical-align:top}h3{font-size:13px;margin:8px 0 0}`;
