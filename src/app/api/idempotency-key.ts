// The caller's name for one request, so that sending it twice does it once.
import { z } from 'zod'

const Key = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'must have 1 to 200 printable ASCII characters')
  .nullable()

export const idempotencyKey = (request: Request) =>
  z.object({ 'Idempotency-Key': Key }).parse({ 'Idempotency-Key': request.headers.get('idempotency-key') })[
    'Idempotency-Key'
  ]
