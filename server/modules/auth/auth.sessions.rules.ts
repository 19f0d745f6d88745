import { createHmac, timingSafeEqual } from 'node:crypto';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A session that is not used ends after this time. */
export const idleMillis = 7 * day;
/** A session ends at this age, used or not. */
export const longestMillis = 30 * day;
/** How old the note of the last use may become before it is written again. */
export const noteUseMillis = 10 * minute;

export const cookieNames = {
  prefix: 'licheng',
  session: 'licheng.session_token',
  secondStep: 'licheng.two_factor',
} as const;

/** The value of a cookie as it was sent, still encoded; null when it is not there or too long to be one of ours. */
export function readCookie(header: string | undefined, name: string): string | null {
  if (!header) return null;
  for (let at = 0; at < header.length; ) {
    const found = header.indexOf(`${name}=`, at);
    if (found < 0) return null;
    const before = header[found - 1];
    const from = found + name.length + 1;
    if (before === undefined || before === ' ' || before === ';') {
      const end = header.indexOf(';', from);
      const value = header.slice(from, end < 0 ? undefined : end).trim();
      return value && value.length <= 400 ? value : null;
    }
    at = from;
  }
  return null;
}

function signatureOf(value: string, key: string): string {
  return createHmac('sha256', key).update(value).digest('base64');
}

/** The value as it goes into the cookie, the way the sign-in library signs. */
export function sign(value: string, key: string): string {
  return encodeURIComponent(`${value}.${signatureOf(value, key)}`);
}

/** The value of a signed cookie, or null when the signature is not ours. */
export function unsign(cookie: string, key: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(cookie);
  } catch {
    return null;
  }
  const dot = decoded.lastIndexOf('.');
  if (dot <= 0) return null;
  const value = decoded.slice(0, dot);
  const given = Buffer.from(decoded.slice(dot + 1));
  const right = Buffer.from(signatureOf(value, key));
  return given.length === right.length && timingSafeEqual(given, right) ? value : null;
}

/** A `Set-Cookie` line; over an encrypted connection the browser is told to keep it to such. */
export function onConnection(line: string, encrypted: boolean): string {
  return encrypted && !/;\s*secure/i.test(line) ? `${line}; Secure` : line;
}

export function sessionCookie(token: string, key: string): string {
  const age = longestMillis / 1000;
  return `${cookieNames.session}=${sign(token, key)}; Max-Age=${age}; Path=/; HttpOnly; SameSite=Lax`;
}

/** Makes the browser forget a cookie. */
export function emptyCookie(name: string): string {
  return `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`;
}
