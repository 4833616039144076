// The frame of the editor's dialogs: a head that is no second banner of the page, and a body.
'use client'
import { Modal, type ModalRootProps } from '@mantine/core'
import styles from './top-bar.module.css'

type Props = Pick<ModalRootProps, 'opened' | 'onClose' | 'size' | 'children'> & { title: string }

export function EditorDialog({ title, children, ...root }: Props) {
  return (
    <Modal.Root {...root}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={styles.dialogHead}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
