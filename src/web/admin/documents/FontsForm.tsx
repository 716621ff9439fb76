/** Which families print what: a city's own fonts by name, the shipped one for what they lack. */
import { Alert, Flex, InputNumber, Select } from 'antd'
import { FACES, type FaceName } from '../../../domain/documents/settings.ts'
import { t } from '../../text.ts'
import type { Part } from './DocumentsPage.tsx'
import { Labelled } from './Labelled.tsx'

const NAMES: Record<FaceName, string> = {
  fangsong: t('仿宋（正文）', 'FangSong (text)'),
  kaiti: t('楷体（二级标题）', 'KaiTi (second headings)'),
  heiti: t('黑体（一级标题）', 'HeiTi (first headings)'),
  song: t('宋体（页码）', 'Song (page numbers)'),
  biaosong: t('小标宋（版头和标题）', 'XiaoBiaoSong (head and title)'),
}

export function FontsForm({ settings, onChange, families }: Part & { families: readonly string[] }) {
  const set = (face: FaceName, part: { families?: string[]; weight?: number }) =>
    onChange({
      ...settings,
      fonts: { ...settings.fonts, [face]: { ...settings.fonts[face], ...part } },
    })
  return (
    <Flex vertical gap="middle">
      <Alert
        type="info"
        showIcon
        title={t(`本机可用：${families.join('、')}`, `On this machine: ${families.join(', ')}`)}
        description={t(
          '购买授权的字体放进 YIDAN_FONTS 文件夹后按名称使用；Word 文件总是写明标准字体名。',
          'Licensed fonts in the folder YIDAN_FONTS are used by name; Word files always name the official ones.',
        )}
      />
      {FACES.map(face => (
        <Flex key={face} gap="small" wrap>
          <div style={{ flex: '1 1 240px', minWidth: 0 }}>
            <Labelled label={NAMES[face]}>
              {id => (
                <Select<string[]>
                  id={id}
                  mode="tags"
                  value={settings.fonts[face].families}
                  options={families.map(value => ({ value, label: value }))}
                  onChange={chosen => set(face, { families: chosen })}
                />
              )}
            </Labelled>
          </div>
          <Flex vertical gap={4}>
            <label htmlFor={`weight-${face}`}>{t('粗细', 'Weight')}</label>
            <InputNumber
              id={`weight-${face}`}
              min={100}
              max={900}
              step={100}
              value={settings.fonts[face].weight}
              onChange={weight => set(face, { weight: weight ?? 400 })}
            />
          </Flex>
        </Flex>
      ))}
    </Flex>
  )
}
