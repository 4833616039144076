// The way to everything in one file, which the browser writes to the disk as it comes.
'use client'
import { Button, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { client } from '../../api-client.ts'
import { Trouble } from '../trouble.tsx'

export function ExportButton() {
  const download = useMutation({
    mutationFn: async () => {
      await client.me() // renews a session that ran out, which a download cannot do
      window.location.assign('/api/users/me/export')
    },
  })
  return (
    <Stack align="flex-start">
      {download.error && <Trouble error={download.error} />}
      <Button variant="default" loading={download.isPending} onClick={() => download.mutate()}>
        Download everything
      </Button>
    </Stack>
  )
}
