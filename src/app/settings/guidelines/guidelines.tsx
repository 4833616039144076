// The workspace's guidelines: each can be changed, deleted, or made into a rule.
'use client'
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Guideline } from '#contract/guideline.ts'
import { client } from '../../api-client.ts'
import list from '../list.module.css'
import { Loaded } from '../loaded.tsx'
import { useConfirm } from '../use-confirm.tsx'
import { GuidelineForm } from './guideline-form.tsx'
import { RuleForm } from './rule-form.tsx'

type Props = { hasModel: boolean }

export function Guidelines({ hasModel }: Props) {
  const query = useQuery({ queryKey: ['guidelines'], queryFn: client.listGuidelines })
  const confirm = useConfirm('guidelines')
  const ask = ({ id, text }: Guideline) =>
    confirm.ask({
      title: 'Delete this guideline?',
      words: `The model is no longer told: “${text}”`,
      yes: 'Delete guideline',
      act: () => client.deleteGuideline(id),
    })
  return (
    <Loaded query={query} what="guidelines">
      {({ items }) => (
        <>
          {items.length === 0 && <p className={list.empty}>There are none yet.</p>}
          {items.length > 0 && (
            <ul className={list.list} aria-label="Guidelines">
              {items.map((guideline) => (
                <Item key={guideline.id} guideline={guideline} hasModel={hasModel} onDelete={() => ask(guideline)} />
              ))}
            </ul>
          )}
          {confirm.dialog}
        </>
      )}
    </Loaded>
  )
}

type ItemProps = Props & { guideline: Guideline; onDelete: () => void }

function Item({ guideline, hasModel, onDelete }: ItemProps) {
  const { id, text, paths } = guideline
  const queries = useQueryClient()
  const [doing, setDoing] = useState<'nothing' | 'change' | 'rule'>('nothing')
  const leave = () => setDoing('nothing')
  function saved() {
    leave()
    void queries.invalidateQueries({ queryKey: ['guidelines'] })
  }
  return (
    <li className={list.item}>
      <div className={list.what}>
        {doing === 'change' ? (
          <GuidelineForm
            text={text}
            paths={paths}
            yes="Save"
            save={(guideline) => client.changeGuideline(id, guideline)}
            onSaved={saved}
            onLeave={leave}
          />
        ) : (
          <>
            <p className={list.name}>{text}</p>
            <p className={list.details}>{paths.length === 0 ? 'Every file' : paths.join(', ')}</p>
          </>
        )}
        {doing === 'rule' && <RuleForm guideline={guideline} onLeave={leave} />}
      </div>
      {doing === 'nothing' && (
        <>
          {hasModel && (
            <Button variant="default" size="xs" onClick={() => setDoing('rule')}>
              Make a rule of it
            </Button>
          )}
          <Button variant="default" size="xs" onClick={() => setDoing('change')}>
            Change
          </Button>
          <Button variant="default" size="xs" onClick={onDelete}>
            Delete
          </Button>
        </>
      )}
    </li>
  )
}
