import type { Browser } from 'playwright-core';
import { launch } from './browser.ts';
import { journeys } from './journeys/index.ts';
import type { Product } from './product.ts';
import { startProduct } from './product.ts';

export type World = { browser: Browser; product: Product; url: string };
/** Throws when something is not as a user must find it; returning `skipped` tells why it could not be tried. */
export type Journey = { name: string; run: (world: World) => Promise<undefined | { skipped: string }> };

const only = process.argv[2];

/** Every journey in the real product and a real browser; a line each, then a line of JSON with the sums. */
async function main(): Promise<void> {
  const product = await startProduct();
  const browser = await launch();
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const journey of journeys) {
    if (only && !journey.name.includes(only)) continue;
    const began = performance.now();
    const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
    try {
      const outcome = await journey.run({ browser, product, url: product.url });
      if (outcome) {
        skipped += 1;
        console.log(`- ${journey.name}: skipped, ${outcome.skipped}`);
      } else {
        passed += 1;
        console.log(`✓ ${journey.name} (${seconds()})`);
      }
    } catch (error) {
      failed += 1;
      console.log(`✗ ${journey.name} (${seconds()})\n${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  await browser.close();
  await product.stop();
  console.log(JSON.stringify({ passed, failed, skipped }));
  if (failed > 0) process.exitCode = 1;
}

await main();
