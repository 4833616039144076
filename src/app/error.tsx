// A page that broke while it was made, with a way to try again.
'use client'
import { Button, Text } from '@mantine/core'
import { Doorway } from './doorway.tsx'

type Props = { error: Error & { digest?: string }; retry: () => void }

export default function PageError({ error, retry }: Props) {
  return (
    <Doorway title="Something went wrong here">
      <Text size="sm" mb="md">
        Nothing you typed is lost: drafts are kept in this browser.
        {error.digest && ` The log knows more under ${error.digest}.`}
      </Text>
      <Button onClick={retry}>Try again</Button>
    </Doorway>
  )
}
