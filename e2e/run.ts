import type { Browser } from 'playwright-core';
import { launch } from './browser.ts';
import { journeys } from './journeys/index.ts';
import type { Product } from './product.ts';
import { startProduct } from './product.ts';

export type World = { browser: Browser; product: Product; url: string };
/** Throws when something is not as a user must find it; returning `skipped` tells why it could not be tried. */
export type Journey = { name: string; run: (world: World) => Promise<undefined | { skipped: string }> };

const only = process.argv[2];

type Sums = { passed: number; failed: number; skipped: number };

async function measure(journey: Journey, world: World, sums: Sums): Promise<void> {
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  try {
    const outcome = await journey.run(world);
    if (outcome) {
      sums.skipped += 1;
      console.log(`- ${journey.name}: skipped, ${outcome.skipped}`);
    } else {
      sums.passed += 1;
      console.log(`✓ ${journey.name} (${seconds()})`);
    }
  } catch (error) {
    sums.failed += 1;
    console.log(`✗ ${journey.name} (${seconds()})\n${error instanceof Error ? error.stack : String(error)}`);
  }
}

/** Every journey in the real product and a real browser; a line each, then a line of JSON with the sums. */
async function main(): Promise<void> {
  const product = await startProduct();
  const browser = await launch();
  const sums: Sums = { passed: 0, failed: 0, skipped: 0 };
  for (const entry of journeys) {
    const beside = [entry].flat().filter(({ name }) => !only || name.includes(only));
    await Promise.all(beside.map((journey) => measure(journey, { browser, product, url: product.url }, sums)));
  }
  await browser.close();
  await product.stop();
  console.log(JSON.stringify(sums));
  if (sums.failed > 0) process.exitCode = 1;
}

await main();
