/** How strict signing in is: defaults after GB/T 22239-2019 level 3, each changeable by a setting of the environment. */
import { DAY, HOUR, MINUTE } from '../../domain/instant.ts'

/** All lengths in milliseconds. */
export interface SignInSettings {
  /** May staff act with a password alone? Sample tenants always may. */
  mfa: 'required' | 'optional'
  /** A session ends after so long without a request (at most a tenth earlier). */
  idle: number
  /** The same in a sample tenant. */
  sampleIdle: number
  /** A session ends after so long in any case. */
  longest: number
  /** A password must be changed after so long; null: never. */
  passwordAge: number | null
}

/** Reads YIDAN_MFA, YIDAN_IDLE_MINUTES, YIDAN_SESSION_HOURS and YIDAN_PASSWORD_DAYS; throws an error that names the wrong one. */
export function signInSettings(env: NodeJS.ProcessEnv): SignInSettings {
  const days = numberIn(env, 'YIDAN_PASSWORD_DAYS', 90, 0)
  return {
    mfa: mfaIn(env),
    idle: numberIn(env, 'YIDAN_IDLE_MINUTES', 10, 1) * MINUTE,
    sampleIdle: 12 * HOUR,
    longest: numberIn(env, 'YIDAN_SESSION_HOURS', 12, 1) * HOUR,
    passwordAge: days === 0 ? null : days * DAY,
  }
}

function mfaIn(env: NodeJS.ProcessEnv): SignInSettings['mfa'] {
  const mfa = env.YIDAN_MFA || 'required'
  if (mfa !== 'required' && mfa !== 'optional')
    throw new Error(`YIDAN_MFA must be required or optional, not ${mfa}`)
  return mfa
}

function numberIn(env: NodeJS.ProcessEnv, name: string, fallback: number, least: number): number {
  const text = env[name]
  if (!text) return fallback
  const value = Number(text)
  if (!Number.isFinite(value) || value < least)
    throw new Error(`${name} must be a number from ${least}, not ${text}`)
  return value
}
