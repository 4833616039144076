// Runs in a worker thread: bcrypt takes a quarter of a second of pure computation.
import { createHash } from 'node:crypto'
import bcrypt from 'bcryptjs'

const COST = 12

export type HashTask = { password: string; hash: string | null }

/** With a hash: whether the password fits it. Without: a new hash. */
export default ({ password, hash }: HashTask): Promise<string | boolean> =>
  hash === null ? bcrypt.hash(shortened(password), COST) : bcrypt.compare(shortened(password), hash)

// bcrypt reads 72 bytes and ignores the rest, so every password first becomes 64 characters. Unicode is normalised, or
// the same password typed on another keyboard would be another one.
const shortened = (password: string) => createHash('sha384').update(password.normalize('NFKC')).digest('base64')
