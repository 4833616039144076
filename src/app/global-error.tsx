// The last resort, when the frame of all pages broke: it may rely on nothing, so it brings its own few styles.
'use client'

type Props = { error: Error & { digest?: string }; retry: () => void }

const page = { fontFamily: 'system-ui, sans-serif', colorScheme: 'light dark', maxWidth: '28rem', margin: '20vh auto' }

export default function GlobalError({ error, retry }: Props) {
  return (
    <html lang="en">
      <body style={page}>
        <title>Something went wrong · Lintel</title>
        <h1>Lintel could not show this page</h1>
        <p>Nothing you typed is lost: drafts are kept in this browser.</p>
        {error.digest && <p>The log knows more under {error.digest}.</p>}
        <button type="button" onClick={retry}>
          Try again
        </button>
      </body>
    </html>
  )
}
