import { inject, test } from 'vitest';
import type { Finding } from './looks.ts';
import { emptyCoverage, runBatch, undeclared, undriven } from './run.ts';
import { createSubject } from './subject.ts';

function show(findings: Finding[]) {
  const by = new Map<string, number>();
  for (const f of findings) {
    const k = `${f.route} ${f.what.slice(0, 40)}`;
    by.set(k, (by.get(k) ?? 0) + 1);
  }
  console.log(findings.length, JSON.stringify([...by].sort((a, b) => b[1] - a[1]).slice(0, 60), null, 1));
  const shown = new Set<string>();
  for (const f of findings) {
    const k = f.route + f.what.slice(0, 20);
    if (shown.has(k)) continue;
    shown.add(k);
    console.log(f.route, f.who, f.request.slice(0, 500), '\n   ', f.what.slice(0, 900));
  }
}

test('first', { timeout: 300000 }, async () => {
  const server = inject('testServer');
  const coverage = emptyCoverage();
  for (const first of [1, 12]) {
    const t0 = Date.now();
    const c = process.cpuUsage();
    const { findings } = await runBatch(
      server,
      Array.from({ length: 10 }, (_, i) => first + i),
      { at: new Date(), live: true, coverage },
    );
    console.log('batch', first, Date.now() - t0, process.cpuUsage(c));
    show(findings);
  }
  console.log(undriven(coverage));
  const subject = await createSubject(server, new Date());
  console.log(undeclared(subject.app.http.printRoutes({ commonPrefix: false })));
  await subject.stop();
});
