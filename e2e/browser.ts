import { existsSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** The system's Chromium where there is one, otherwise the one that playwright-core keeps. */
export function launch(): Promise<Browser> {
  const executablePath = installed.find((path) => existsSync(path));
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export type Visitor = { context: BrowserContext; page: Page };

export type VisitorOptions = {
  size?: { width: number; height: number };
  locale?: string;
  dark?: boolean;
};

/** A new browser profile signed in as this person of the demo company, or signed out without a login. */
export async function visitor(
  browser: Browser,
  url: string,
  login?: string,
  options: VisitorOptions = {},
): Promise<Visitor> {
  const size = options.size ?? desk;
  const context = await browser.newContext({
    baseURL: url,
    viewport: size,
    locale: options.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    ...(size.width < 768 ? { isMobile: true, hasTouch: true } : {}),
  });
  context.setDefaultTimeout(15_000);
  if (login) {
    const answer = await context.request.post('/api/demo/sign-in', { data: { login } });
    if (!answer.ok()) throw new Error(`sign-in of ${login}: ${answer.status()}`);
  }
  return { context, page: await context.newPage() };
}

/** What the page itself complained about: errors of scripts and failed requests of its own. */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 4')) found.push(message.text());
  });
  return found;
}
