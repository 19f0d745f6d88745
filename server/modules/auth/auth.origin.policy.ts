import type { FastifyRequest } from 'fastify';
import { authorize } from '../../platform/errors.ts';

const reading = ['GET', 'HEAD', 'OPTIONS'];

/**
 * A hook for every request: what changes something is taken only from our own pages, or from a program that is no
 * browser and therefore names no origin. Throws `common.forbidden`.
 */
export async function refuseForeignOrigin(request: FastifyRequest): Promise<void> {
  if (reading.includes(request.method) || !request.url.startsWith('/api')) return;
  authorize(isOwnOrigin(request.headers, request.host));
}

type Headers = { origin?: string | undefined; 'sec-fetch-site'?: string | string[] | undefined };

/**
 * Whether a request comes from a page of this very host; `host` with its port. The browser's own word counts first,
 * since no page can forge it and a proxy may have sent the request on under another name of the host.
 */
export function isOwnOrigin(headers: Headers, host: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'none') return site === 'same-origin';
  return headers.origin === undefined || isOriginOf(headers.origin, host);
}

function isOriginOf(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === bare(host);
}

/** Host and port as an address spells them: lower case, without the port that goes without saying. */
function bare(host: string): string {
  for (const scheme of ['http', 'https']) {
    const address = `${scheme}://${host}`;
    if (!URL.canParse(address)) return '';
    const { host: spelt, port } = new URL(address);
    if (port === '') return spelt;
  }
  return host.toLowerCase();
}

const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::(\d{1,5}))?$/i;

/**
 * Whether a request was sent to this machine by its own name, from our own page or from no page at all, so that no
 * foreign site reaches it by way of the visitor's browser. `port` is the one that the server listens on.
 */
export function isLocalRequest(headers: Headers & { host?: string | undefined }, port: number | undefined): boolean {
  const called = loopbackHost.exec(headers.host ?? '');
  if (!called || !headers.host) return false;
  if (port !== undefined && Number(called[1] ?? 80) !== port) return false;
  const { origin, host } = headers;
  if (origin !== undefined && !(origin.startsWith('http:') && isOriginOf(origin, host))) return false;
  return isOwnOrigin(headers, host);
}
