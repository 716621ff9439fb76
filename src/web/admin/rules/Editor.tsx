/** A new version in the making: limits as a table, the ladder drawn, everything else as text; tried on what has been before it takes effect. */
import { Alert, App, Button, Flex, Form, Input, Modal, Tabs } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useAct, useAsk } from '../../asking.ts'
import type { Rules } from '../../parts/directory.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { useDraft } from '../../ui/draft.ts'
import { Loading } from '../../ui/Loading.tsx'
import { Limits } from './Limits.tsx'
import { Trial } from './Trial.tsx'
import { Wrong } from './Wrong.tsx'

const Ladder = lazy(() => import('./ladder/Ladder.tsx').then(m => ({ default: m.Ladder })))
const LadderTrial = lazy(() => import('./ladder/LadderTrial.tsx').then(m => ({ default: m.LadderTrial })))

export type EditorTab = 'limits' | 'ladder' | 'trial' | 'ladderTrial' | 'all'

interface EditorProps {
  version: number
  /** Where it opens. */
  tab: EditorTab
  onClose: () => void
}

export function Editor({ version, tab, onClose }: EditorProps) {
  const base = useAsk('getRules', { query: { version } })
  return (
    <Modal
      open
      width="min(1200px, 96vw)"
      style={{ top: 20 }}
      footer={null}
      title={t(`在第 ${version} 版上修改`, `Change version ${version}`)}
      onCancel={onClose}
      destroyOnHidden
    >
      <Ask of={base} rows={10}>
        {({ rules, name }) => (
          <Draft version={version} first={tab} base={rules} name={name} onDone={onClose} />
        )}
      </Ask>
    </Modal>
  )
}

interface Props {
  version: number
  first: EditorTab
  base: Rules
  name: string
  onDone: () => void
}

interface Publishing {
  name: string
  validFrom?: string
}

/** The rules in the text, or what is wrong with it. */
function parsed(text: string): { rules: Rules | null; wrong: string | null } {
  try {
    return { rules: JSON.parse(text) as Rules, wrong: null }
  } catch (error) {
    return { rules: null, wrong: (error as Error).message }
  }
}

function Draft({ version, first, base, name, onDone }: Props) {
  const { message } = App.useApp()
  const [text, setText, drop] = useDraft(`rules.${version}`, JSON.stringify(base, null, 2))
  const { rules, wrong } = useMemo(() => parsed(text), [text])
  const [tab, setTab] = useState<string>(first)
  const publish = useAct('publishRules', done => {
    drop()
    message.success(t(`已发布第 ${done.version} 版`, `Version ${done.version} is published`))
    onDone()
  })
  const set = (next: Rules) => setText(JSON.stringify(next, null, 2))
  return (
    <>
      {wrong && (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={t('文本不是有效的 JSON', 'The text is no valid JSON')}
          description={wrong}
        />
      )}
      {publish.error && <Wrong error={publish.error} />}
      <Tabs
        activeKey={tab}
        tabBarGutter={16}
        onChange={setTab}
        items={[
          {
            key: 'limits',
            label: t('时限', 'Limits'),
            children: rules && <Limits rules={rules} base={base} onChange={set} />,
          },
          {
            key: 'ladder',
            label: t('督办阶梯', 'Ladder'),
            children: rules && (
              <Suspense fallback={<Loading rows={8} />}>
                <Ladder rules={rules} onChange={set} />
              </Suspense>
            ),
          },
          {
            key: 'trial',
            label: t('试算', 'Trial run'),
            children: rules && <Trial rules={rules} base={base} />,
          },
          {
            key: 'ladderTrial',
            label: t('阶梯试算', 'Ladder trial'),
            children: rules && (
              <Suspense fallback={<Loading rows={8} />}>
                <LadderTrial rules={rules} version={version} />
              </Suspense>
            ),
          },
          {
            key: 'all',
            label: t('全部规则', 'All rules'),
            children: (
              <Input.TextArea
                aria-label={t('全部规则（JSON）', 'All rules (JSON)')}
                className="number"
                autoSize={{ minRows: 16, maxRows: 28 }}
                value={text}
                onChange={e => setText(e.target.value)}
                spellCheck={false}
              />
            ),
          },
        ]}
      />
      <Form<Publishing>
        layout="inline"
        className="publish"
        style={{ marginTop: 16, rowGap: 8 }}
        initialValues={{ name }}
        onFinish={({ name: title, validFrom }) =>
          rules &&
          publish.mutate({
            input: {
              body: {
                name: title,
                rules,
                ...(validFrom && { validFrom: new Date(validFrom).toISOString() }),
              },
            },
          })
        }
      >
        <Form.Item name="name" label={t('名称', 'Name')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="validFrom" label={t('生效时间（不填为现在）', 'In force from (now when left out)')}>
          <Input type="datetime-local" />
        </Form.Item>
        <Flex gap="small">
          <Button onClick={drop}>{t('还原', 'Start over')}</Button>
          <Button type="primary" htmlType="submit" disabled={!rules} loading={publish.isPending}>
            {t('发布新版本', 'Publish')}
          </Button>
        </Flex>
      </Form>
    </>
  )
}
