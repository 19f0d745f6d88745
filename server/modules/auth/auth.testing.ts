import type { Answer, TestApp, TestPerson } from '../../testing/app.ts';
import { hashPassword, setPassword } from './index.ts';

export type Browser = {
  cookies: Map<string, string>;
  call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
};

/** Keeps cookies from answer to answer, as a browser does. */
export function openBrowser(app: Pick<TestApp, 'anonymous'>): Browser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async call(method, path, body, headers = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await app.anonymous.call(method, path, body, {
        headers: { ...(cookie ? { cookie } : {}), ...headers },
      });
      for (const line of setCookies(answer)) {
        const [pair = ''] = line.split(';');
        const name = pair.slice(0, pair.indexOf('='));
        if (/max-age=0(;|$)/i.test(line)) cookies.delete(name);
        else cookies.set(name, pair.slice(name.length + 1));
      }
      return answer;
    },
  };
}

export function setCookies(answer: Answer): string[] {
  const given = answer.headers['set-cookie'];
  return given === undefined ? [] : [given].flat().map(String);
}

export const password = 'three tides a day';
let hash: Promise<string> | undefined;

/** A person who has a password. */
export async function withPassword(
  app: TestApp,
  person: TestPerson,
  oneTimeUntil: Date | null = null,
): Promise<TestPerson> {
  hash ??= hashPassword(password);
  const hashed = await hash;
  await app.runtime.kysely.transaction().execute((tx) => setPassword(tx, person.id, hashed, oneTimeUntil));
  return person;
}

/** A browser in which the person has signed in with the password. */
export async function signedIn(app: TestApp, person: TestPerson): Promise<Browser> {
  const browser = openBrowser(app);
  const answer = await browser.call('POST', '/api/auth/sign-in', { login: person.login, password });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return browser;
}
