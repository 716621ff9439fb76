/** The list of keys, as the page offers them now. */
import { Modal } from 'antd'
import { t } from '../text.ts'
import { useCommands } from '../ui/commands.ts'

export function KeysOpened({ onClose }: { onClose: () => void }) {
  const keyed = useCommands().filter(c => c.shortcut ?? c.chord)
  return (
    <Modal open onCancel={onClose} footer={null} title={t('快捷键', 'Keys')} destroyOnHidden>
      <table style={{ width: '100%' }}>
        <tbody>
          {keyed.map(c => (
            <tr key={c.key}>
              <th scope="row" style={{ textAlign: 'start', fontWeight: 400, padding: '4px 0' }}>
                {c.label}
              </th>
              <td style={{ textAlign: 'end' }}>
                <kbd>{printed(c.shortcut ?? c.chord ?? '')}</kbd>
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row" style={{ textAlign: 'start', fontWeight: 400, padding: '4px 0' }}>
              {t('查找单号、页面和操作', 'Find a number, a page, an action')}
            </th>
            <td style={{ textAlign: 'end' }}>
              <kbd>{printed('Ctrl+K')}</kbd>
            </td>
          </tr>
        </tbody>
      </table>
    </Modal>
  )
}

/** As it stands on the keyboard. */
const printed = (key: string): string => (key.length === 1 ? key.toUpperCase() : key.replaceAll('+', ' '))
