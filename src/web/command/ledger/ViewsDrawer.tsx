/** Keeps the present list under a name, and opens those that were kept. */
import { DeleteOutlined } from '@ant-design/icons'
import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Flex, Input } from 'antd'
import { useState } from 'react'
import type { Answer } from '../../api.ts'
import { useAct } from '../../asking.ts'
import { t } from '../../text.ts'
import { Ask } from '../../ui/Ask.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { filterOf, type View, type ViewsProps } from './kept.ts'

interface Props extends ViewsProps {
  views: UseQueryResult<Answer<'listSavedViews'>, Error>
  onClose: () => void
}

export function ViewsDrawer({ views, filter, columns, onOpen, onClose }: Props) {
  return (
    <Drawer open size={360} title={t('常用筛选', 'Saved views')} onClose={onClose}>
      <Keep filter={filter} columns={columns} />
      <Ask of={views} isEmpty={v => v.views.length === 0} empty={t('还没有保存过。', 'Nothing is kept yet.')}>
        {({ views: found }) => <List views={found} onOpen={onOpen} />}
      </Ask>
    </Drawer>
  )
}

function List({ views, onOpen }: Pick<ViewsProps, 'onOpen'> & { views: readonly View[] }) {
  const drop = useAct('dropView')
  return (
    <ul className="views">
      {views.map(view => (
        <li key={view.id}>
          <button type="button" onClick={() => onOpen(filterOf(view), columnsOf(view))}>
            {view.name}
            {view.shared && (
              <small>{view.own ? t('已共享', 'shared') : t('同事共享', 'a colleague’s')}</small>
            )}
          </button>
          {view.own && (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t(`删除“${view.name}”`, `Delete “${view.name}”`)}
              onClick={() => drop.mutate({ input: { params: { id: view.id } } })}
            />
          )}
        </li>
      ))}
      {drop.error && <Failed error={drop.error} />}
    </ul>
  )
}

const columnsOf = ({ columns }: View): readonly string[] | null => (columns.length > 0 ? columns : null)

function Keep({ filter, columns }: Pick<ViewsProps, 'filter' | 'columns'>) {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const save = useAct('saveView', () => setName(''))
  const body = { name: name.trim(), query: filter, shared, columns: [...columns] }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (name.trim()) save.mutate({ input: { body } })
      }}
    >
      <Flex gap="small" style={{ marginTop: 12 }}>
        <Input
          value={name}
          maxLength={60}
          onChange={e => setName(e.target.value)}
          placeholder={t('给当前筛选起名', 'Name this view')}
          aria-label={t('给当前筛选起名', 'Name this view')}
        />
        <Button htmlType="submit" type="primary" disabled={!name.trim() || save.isPending}>
          {t('保存', 'Keep')}
        </Button>
      </Flex>
      <Checkbox checked={shared} onChange={e => setShared(e.target.checked)} style={{ margin: '8px 0 16px' }}>
        {t('同事也能用', 'Share with colleagues')}
      </Checkbox>
      {save.error && <Failed error={save.error} />}
    </form>
  )
}
