/** Secrets handed to browsers and people: only their SHA-256 is kept. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits in URL-safe letters. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares without telling by time how much was right. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(sha256(a), sha256(b))
