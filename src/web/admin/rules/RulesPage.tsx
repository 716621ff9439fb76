/** The rules: which version holds, what another has otherwise, and what it would have meant last month. */
import { Button, Flex } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Answer } from '../../api.ts'
import { useAsk } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Page } from '../../ui/Page.tsx'
import { Table } from '../../ui/Table.tsx'
import { When } from '../../ui/When.tsx'
import { StateTag } from '../StateTag.tsx'
import { Differences } from './Differences.tsx'
import type { EditorTab } from './Editor.tsx'

const Editor = lazy(() => import('./Editor.tsx').then(m => ({ default: m.Editor })))

type Version = Answer<'listRules'>['items'][number]

/** The version in force at a moment, as the server chooses it: the newest whose day has come. */
const inForce = (versions: readonly Version[], now: number): number | undefined =>
  versions
    .filter(v => Date.parse(v.validFrom) <= now)
    .sort((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom) || b.version - a.version)[0]?.version

export function RulesPage() {
  const { may } = useSession()
  const versions = useAsk('listRules', {})
  const [chosen, setChosen] = useState<number[]>([])
  const [editing, setEditing] = useState<{ version: number; tab: EditorTab } | null>(null)
  const inUse = versions.data && inForce(versions.data.items, Date.now())
  return (
    <Page
      title={t('规则', 'Rules')}
      about={t(
        '时限、亮灯、退单、延期、回访都按它来；已经派出的单子保持派出时的版本。',
        'Limits, lights, returns, extensions and call-backs follow it; a matter keeps the version it was given.',
      )}
      actions={
        inUse !== undefined && (
          <Button onClick={() => setEditing({ version: inUse, tab: 'ladder' })}>
            {t('配置督办阶梯', 'Configure the ladder')}
          </Button>
        )
      }
    >
      <Ask of={versions} isEmpty={v => v.items.length === 0} empty={t('还没有规则', 'No rules yet')}>
        {({ items }) => {
          const current = inForce(items, Date.now())
          return (
            <Flex vertical gap="middle">
              <Table<Version>
                name={t('规则版本', 'Versions of the rules')}
                keyOf={row => row.version}
                rows={items}
                columns={[
                  {
                    title: <span className="sr-only">{t('对比', 'Compare')}</span>,
                    render: v => (
                      <input
                        type="checkbox"
                        aria-label={t(`对比第 ${v.version} 版`, `Compare version ${v.version}`)}
                        checked={chosen.includes(v.version)}
                        onChange={e =>
                          setChosen(
                            e.target.checked
                              ? [...chosen, v.version].slice(-2)
                              : chosen.filter(c => c !== v.version),
                          )
                        }
                      />
                    ),
                  },
                  { title: t('版本', 'Version'), field: 'version' },
                  { title: t('名称', 'Name'), field: 'name' },
                  { title: t('生效', 'In force from'), render: v => <When at={v.validFrom} /> },
                  {
                    title: t('状态', 'State'),
                    render: v =>
                      v.version === current ? (
                        <StateTag tone="processing">{t('现行', 'in force')}</StateTag>
                      ) : Date.parse(v.validFrom) > Date.now() ? (
                        <StateTag tone="warning">{t('待生效', 'waits')}</StateTag>
                      ) : null,
                  },
                  {
                    title: t('操作', 'Actions'),
                    render: v =>
                      may('rules.edit') && (
                        <Button
                          size="small"
                          onClick={() => setEditing({ version: v.version, tab: 'limits' })}
                        >
                          {t('在此基础上修改', 'Change from here')}
                        </Button>
                      ),
                  },
                ]}
              />
              {chosen.length === 2 ? (
                <Differences from={Math.min(...chosen)} to={Math.max(...chosen)} />
              ) : (
                <p>{t('勾选两个版本，逐项对比。', 'Tick two versions to compare them value by value.')}</p>
              )}
              {editing !== null && (
                <Suspense>
                  <Editor key={editing.version} {...editing} onClose={() => setEditing(null)} />
                </Suspense>
              )}
            </Flex>
          )
        }}
      </Ask>
    </Page>
  )
}
