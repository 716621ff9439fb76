/** What all paper of the city has in common: who issues and prints it, and where it can be verified. */
import { Checkbox, Flex, Input, InputNumber } from 'antd'
import { t } from '../../text.ts'
import type { Part } from './DocumentsPage.tsx'
import { Labelled } from './Labelled.tsx'

const TEXTS = [
  ['agency', t('发文机关署名', 'Who signs'), undefined],
  ['printer', t('印发机关', 'Who prints'), undefined],
  ['contact', t('联系方式', 'Contact'), t('印在单上；留空不印。', 'Printed on sheets; empty for none.')],
  [
    'address',
    t('公众网页地址', 'Address of the public pages'),
    t(
      '纸上的二维码指向它，如 https://12345.example.cn',
      'Where the code on the paper leads, e.g. https://12345.example.cn',
    ),
  ],
] as const

export function General({ settings, onChange }: Part) {
  return (
    <Flex vertical gap="middle">
      {TEXTS.map(([key, label, hint]) => (
        <Labelled key={key} label={label} {...(hint && { hint })}>
          {id => (
            <Input
              id={id}
              maxLength={200}
              value={settings[key]}
              onChange={e => onChange({ ...settings, [key]: e.target.value })}
            />
          )}
        </Labelled>
      ))}
      <Labelled
        label={t('印章直径（毫米）', 'Diameter of the seal (mm)')}
        hint={t('部门一般 42，市级一般 45。', 'A department 42, a city 45.')}
      >
        {id => (
          <InputNumber
            id={id}
            min={20}
            max={60}
            value={settings.sealSize}
            onChange={size => onChange({ ...settings, sealSize: size ?? 42 })}
          />
        )}
      </Labelled>
      <Checkbox
        checked={settings.evenImprint}
        onChange={e => onChange({ ...settings, evenImprint: e.target.checked })}
      >
        {t('双面印刷：版记放在最后一个双数面', 'Printed on both sides: imprint on the last even side')}
      </Checkbox>
    </Flex>
  )
}
