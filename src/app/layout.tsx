// The frame of every page. It is rendered per request, because the scripts in it carry that request's nonce.
import '@mantine/core/styles.css'
import './global.css'
// The error pages wear it, so Next preloads it on every page; here it is used and no browser complains.
import './doorway.module.css'
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Providers } from './providers.tsx'

export const metadata: Metadata = {
  title: { default: 'Lintel', template: '%s · Lintel' },
  description: 'Code review in real time: findings land on the lines, with fixes that were checked.',
  icons: { icon: '/logo.svg' },
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript {...(nonce ? { nonce } : {})} defaultColorScheme="auto" />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
