/** Bucket n holds durations from growth^n to growth^(n+1) seconds. */
export const growth = 1.1;

export type Bucket = { bucket: number; count: number };

/**
 * The duration in seconds that so great a part of all is not above; the middle of its bucket, hence right to 5 %. Null
 * when there is none.
 */
export function quantile(buckets: readonly Bucket[], part: number): number | null {
  const ordered = [...buckets].sort((a, b) => a.bucket - b.bucket);
  const total = ordered.reduce((sum, one) => sum + one.count, 0);
  if (total === 0) return null;
  let seen = 0;
  for (const { bucket, count } of ordered) {
    seen += count;
    if (seen >= part * total) return Math.round(growth ** (bucket + 0.5));
  }
  return null;
}
