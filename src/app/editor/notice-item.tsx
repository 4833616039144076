// The wish to be told by the browser when a review ends; the browser is asked only when somebody ticks it.
'use client'
import { Menu } from '@mantine/core'
import { useState } from 'react'
import { useNoticeWish } from './use-away.ts'

export function NoticeItem() {
  const { wanted, toggle } = useNoticeWish()
  const [refused, setRefused] = useState(false)
  return (
    <>
      <Menu.CheckboxItem
        checked={wanted}
        closeMenuOnClick={false}
        onChange={async () => setRefused((await toggle()) === 'refused')}
      >
        Tell me when a review ends
      </Menu.CheckboxItem>
      {refused && (
        <Menu.Label role="alert" c="var(--lintel-critical)">
          The browser does not allow it. Its settings for this site can.
        </Menu.Label>
      )}
    </>
  )
}
