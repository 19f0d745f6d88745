import autocannon from 'autocannon';

export type Figures = { rps: number; p50: number; p99: number };

/** Ten connections for some seconds on one address; throws when an answer is not a success. Times in milliseconds. */
export async function drive(url: string, cookie: string, seconds: number): Promise<Figures> {
  const result = await autocannon({
    url,
    connections: 10,
    duration: seconds,
    headers: { cookie, 'accept-encoding': 'identity' },
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  return { rps: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The median of several rounds, figure by figure. */
export function middle(rounds: readonly Figures[]): Figures {
  return {
    rps: Math.round(median(rounds.map((round) => round.rps))),
    p50: median(rounds.map((round) => round.p50)),
    p99: median(rounds.map((round) => round.p99)),
  };
}
