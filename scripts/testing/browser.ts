import { existsSync } from 'node:fs';
import { getuid } from 'node:process';
import { chromium } from 'playwright-core';
import { run, tool } from './stage.ts';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Sees to Chromium and Chinese fonts. Throws with what to install where it cannot. */
export async function ensureBrowser(): Promise<void> {
  const missing = [...(hasChromium() ? [] : ['chromium']), ...((await hasChineseFonts()) ? [] : ['fonts-noto-cjk'])];
  if (missing.length === 0) return;
  if (getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await installByApt(missing);
  if (!hasChromium()) {
    console.log('fetching Chromium …');
    await tool('playwright-core/cli.js', ['install', 'chromium'], { live: true });
  }
  if (!hasChromium()) {
    throw new Error(
      'The browser tests need Chromium and Chinese fonts; install them:\n' +
        '  Debian, Ubuntu: sudo apt-get install chromium fonts-noto-cjk\n' +
        '  Fedora:         sudo dnf install chromium google-noto-sans-cjk-fonts\n' +
        '  others:         npx playwright-core install --with-deps chromium',
    );
  }
  if (!(await hasChineseFonts())) {
    console.log('no Chinese font is installed: pictures show boxes (Debian: sudo apt-get install fonts-noto-cjk)');
  }
}

function hasChromium(): boolean {
  return [...installed, chromium.executablePath()].some((path) => existsSync(path));
}

/** Where nothing can be asked, the system is one that brings fonts of its own. */
async function hasChineseFonts(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const { code, output } = await run('fc-list', [':lang=zh', 'family']);
  return code === 0 && output.trim() !== '';
}

async function installByApt(packages: readonly string[]): Promise<void> {
  console.log(`installing ${packages.join(' and ')} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  const { code, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
  });
  if (code !== 0) console.log(output.trim().split('\n').slice(-5).join('\n'));
}
