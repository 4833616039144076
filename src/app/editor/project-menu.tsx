// The project that is open, the others to go to, and what can be done with a project as a whole.
'use client'
import { Menu, UnstyledButton } from '@mantine/core'
import {
  IconCheck,
  IconChevronDown,
  IconDownload,
  IconFileImport,
  IconFlag,
  IconFlagOff,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Project } from '#contract/project.ts'
import { client } from '../api-client.ts'
import { wordsOf } from '../words.ts'
import styles from './top-bar.module.css'
import type { Projects } from './use-projects.ts'

export function ProjectMenu({ project, projects }: { project: Project; projects: Projects }) {
  const [opened, setOpened] = useState(false)
  const { data, error } = useQuery({ queryKey: ['projects'], queryFn: client.listProjects, enabled: opened })
  const icon = { size: 16 }
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={280}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <UnstyledButton className={styles.project} aria-label={`Project ${project.name}`}>
          <span className={styles.projectName}>{project.name}</span>
          <IconChevronDown size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPlus {...icon} />} onClick={() => projects.ask('create')}>
          New project…
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => projects.ask('rename')}>
          Rename this project…
        </Menu.Item>
        {project.baselineAt ? (
          <Menu.Item leftSection={<IconFlagOff {...icon} />} onClick={() => projects.setBaseline(null)}>
            Show accepted findings again
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconFlag {...icon} />} onClick={() => projects.setBaseline('now')}>
            Accept everything found so far
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconFileImport {...icon} />} onClick={() => projects.ask('import')}>
          Import files…
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload {...icon} />} onClick={projects.exportZip}>
          Export as zip
        </Menu.Item>
        <Menu.Item
          color="var(--lintel-critical)"
          leftSection={<IconTrash {...icon} />}
          onClick={() => projects.ask('delete')}
        >
          Delete this project…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label c="var(--lintel-soft)">Projects, the last changed first</Menu.Label>
        <div className={styles.projects}>
          {data?.items.map(({ id, name }) => (
            <Menu.Item
              key={id}
              aria-current={id === project.id ? 'true' : undefined}
              rightSection={id === project.id && <IconCheck {...icon} />}
              onClick={() => projects.goTo(id)}
            >
              {name}
            </Menu.Item>
          ))}
        </div>
        {error && (
          <Menu.Label role="alert" c="var(--lintel-critical)">
            The projects could not be read. {wordsOf(error)}
          </Menu.Label>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
