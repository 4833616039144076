// A certificate for this machine's own names, signed by itself, which this process trusts from now on.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'

const places = ['/usr/bin/openssl', '/opt/homebrew/bin/openssl', '/usr/local/bin/openssl']
const openssl = places.find((file) => existsSync(file))

export const missingOpenssl = openssl
  ? ''
  : 'openssl is missing, so nothing is tested behind TLS. Install it with: apt-get install openssl'

export type Certificate = { certificate: string; key: string }

/** @param folder where its two files are put. */
export function makeCertificate(folder: string): Certificate {
  if (!openssl) throw new Error(missingOpenssl)
  const [certificate, key] = [path.join(folder, 'fullchain.pem'), path.join(folder, 'privkey.pem')]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  execFileSync(openssl, ['req', '-x509', ...kind, ...names, '-keyout', key, '-out', certificate], { stdio: 'pipe' })
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(certificate, 'utf8')])
  return { certificate, key }
}
