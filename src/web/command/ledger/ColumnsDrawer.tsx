/** Which columns, and in which order: by mouse or by keyboard. */
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Button, Checkbox, Drawer, Flex } from 'antd'
import { t } from '../../text.ts'
import { COLUMNS, FIRST_COLUMNS } from './columns.tsx'
import type { ColumnsProps } from './use-columns.ts'

export function ColumnsDrawer({ keys, onChoose, onClose }: ColumnsProps & { onClose: () => void }) {
  return (
    <Drawer open size={320} title={t('显示哪些列', 'Columns')} onClose={onClose}>
      <Choice keys={keys} onChoose={onChoose} />
    </Drawer>
  )
}

function Choice({ keys, onChoose }: ColumnsProps) {
  const chosen = keys.flatMap(k => COLUMNS.find(c => c.key === k) ?? [])
  const rest = COLUMNS.filter(c => !keys.includes(c.key))
  const move = (key: string, by: number) => {
    const next = keys.filter(k => k !== key)
    next.splice(keys.indexOf(key) + by, 0, key)
    onChoose(next)
  }
  return (
    <div>
      {[...chosen, ...rest].map(({ key, zh, en }) => {
        const at = keys.indexOf(key)
        return (
          <Flex key={key} align="center" justify="space-between" style={{ minHeight: 32 }}>
            <Checkbox
              checked={at >= 0}
              disabled={key === 'title'}
              onChange={e => onChoose(e.target.checked ? [...keys, key] : keys.filter(k => k !== key))}
            >
              {t(zh, en)}
            </Checkbox>
            {at >= 0 && (
              <span>
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowUpOutlined />}
                  aria-label={t(`${zh}前移`, `${en} earlier`)}
                  disabled={at === 0}
                  onClick={() => move(key, -1)}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowDownOutlined />}
                  aria-label={t(`${zh}后移`, `${en} later`)}
                  disabled={at === keys.length - 1}
                  onClick={() => move(key, 1)}
                />
              </span>
            )}
          </Flex>
        )
      })}
      <Button type="link" size="small" onClick={() => onChoose(FIRST_COLUMNS)}>
        {t('恢复默认', 'As at first')}
      </Button>
    </div>
  )
}
