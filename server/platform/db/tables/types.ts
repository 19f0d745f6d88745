/** Instant as ISO 8601 in UTC, e.g. `2026-01-31T08:00:00.000Z`; how timestamptz comes out of the driver. */
export type Instant = string;
/** Calendar day `YYYY-MM-DD`. */
export type Day = string;
