import { createHmac } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import pg from 'pg';
import { newId } from '../../platform/ids.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { cookieNames, idleMillis, longestMillis } from './auth.sessions.rules.ts';

/** Where the client's address is handed to the library; a request cannot bring this header along. */
export const clientAddressHeader = 'x-licheng-client';

/** OWASP's parameters for argon2id. */
const argon2id = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, argon2id);
}

export function verifyPassword(hashed: string, password: string): Promise<boolean> {
  return verify(hashed, password);
}

/** A key of its own for signing cookies, so that what another part signs is never a session. */
export function signingKey(secret: string): string {
  return createHmac('sha256', secret).update('licheng sign-in').digest('base64url');
}

export type Library = ReturnType<typeof createLibrary>;

/**
 * The sign-in library over our own people. Only its functions are used; none of its routes is served. It wants the
 * driver's own types, hence a small pool beside the application's.
 */
export function createLibrary(runtime: Runtime) {
  const pool = new pg.Pool({ connectionString: runtime.settings.databaseUrl, max: 4, connectionTimeoutMillis: 10_000 });
  pool.on('error', () => undefined);
  // One that breaks in use fails its query; without a listener it would end the process as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const auth = betterAuth({
    appName: '里程 Licheng',
    baseURL: 'http://127.0.0.1',
    secret: signingKey(runtime.settings.secret),
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: (input) => verifyPassword(input.hash, input.password) },
    },
    session: {
      modelName: 'auth_sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      // How long the cookie is kept; how long the session lives is decided by its row.
      expiresIn: longestMillis / 1000,
      disableSessionRefresh: true,
      freshAge: 0,
    },
    user: {
      modelName: 'users',
      fields: {
        email: 'auth_email',
        emailVerified: 'email_verified',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'auth_accounts',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: { create: { before: async (session) => ({ data: firstTimes(session, runtime.now()) }) } },
    },
    plugins: [secondStep()],
    advanced: {
      useSecureCookies: false,
      cookiePrefix: cookieNames.prefix,
      database: { generateId: () => newId(), validateSchema: false },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
  });
  return { api: auth.api, context: () => auth.$context, close: () => pool.end() };
}

function firstTimes<T extends object>(session: T, now: Date) {
  return { ...session, createdAt: now, updatedAt: now, expiresAt: new Date(now.getTime() + idleMillis) };
}

function secondStep() {
  return twoFactor({
    issuer: '里程 Licheng',
    twoFactorCookieMaxAge: 600,
    // Guesses are counted per account, passwords and codes together.
    accountLockout: { enabled: false },
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        modelName: 'auth_two_factors',
        fields: {
          userId: 'user_id',
          backupCodes: 'backup_codes',
          failedVerificationCount: 'failed_verification_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  });
}
