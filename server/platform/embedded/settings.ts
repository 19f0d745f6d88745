import { totalmem } from 'node:os';
import type { Settings } from './postmaster.ts';

const mib = 1024 * 1024;

/**
 * For a machine that runs the application beside the database. Durability stays as PostgreSQL ships it: every commit
 * is on the disk before it is answered.
 */
export function productionSettings(memoryBytes: number = totalmem()): Settings {
  const memory = Math.floor(memoryBytes / mib);
  const between = (low: number, value: number, high: number): string =>
    `${Math.round(Math.min(Math.max(value, low), high))}MB`;
  return {
    shared_buffers: between(64, memory / 8, 1024),
    effective_cache_size: between(256, memory / 2, 16_384),
    maintenance_work_mem: between(32, memory / 32, 256),
    work_mem: between(4, memory / 512, 32),
    max_connections: '100',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    log_min_duration_statement: '1000',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    idle_in_transaction_session_timeout: '60000',
  };
}
