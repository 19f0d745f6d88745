import type { Locator, Page } from 'playwright-core';

/** What it took: clicks (taps), typed characters beyond the texts that were to be stored, pages seen. */
export type Effort = { clicks: number; typed: number; views: number };

export type Hand = {
  page: Page;
  effort: Effort;
  click: (target: Locator) => Promise<void>;
  /** Types into what has the focus. `beyond` are the characters that are not part of a given text. */
  type: (text: string, beyond?: number) => Promise<void>;
  /** A key counts as a typed character. */
  press: (key: string) => Promise<void>;
  /** Ends the count of views. */
  done: () => Effort;
};

/** A person's hand on a page that counts what it does. The page must be at its start; that counts as the first view. */
export function handOn(page: Page): Hand {
  const effort: Effort = { clicks: 0, typed: 0, views: 1 };
  let path = new URL(page.url()).pathname;
  const watch = () => {
    const now = new URL(page.url()).pathname;
    if (now === path) return;
    path = now;
    effort.views += 1;
  };
  page.on('framenavigated', watch);
  return {
    page,
    effort,
    async click(target) {
      effort.clicks += 1;
      await target.click();
    },
    async type(text, beyond = 0) {
      effort.typed += beyond;
      await page.keyboard.type(text);
    },
    async press(key) {
      effort.typed += 1;
      await page.keyboard.press(key);
    },
    done() {
      page.off('framenavigated', watch);
      return effort;
    },
  };
}

export function sum(efforts: readonly Effort[]): Effort {
  return efforts.reduce(
    (all, one) => ({ clicks: all.clicks + one.clicks, typed: all.typed + one.typed, views: all.views + one.views }),
    { clicks: 0, typed: 0, views: 0 },
  );
}
