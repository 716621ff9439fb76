/** 订阅亮灯: whose lights one wants to hear of, and of which colours. */
import { Button, Checkbox, Flex, Form, Radio } from 'antd'
import { useState } from 'react'
import type { Answer } from '../../api.ts'
import { useAct } from '../../asking.ts'
import { useNames, useUnits } from '../../parts/directory.ts'
import { UnitField } from '../../parts/fields/TreeField.tsx'
import { useLightName } from '../../parts/light-names.ts'
import { useSession } from '../../session.tsx'
import { t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'

type Watch = Answer<'readMyLights'>
type Colour = Watch['lights'][number]

const COLOURS: readonly Colour[] = ['red', 'yellow', 'green']

export function WatchForm({ watch, onDone }: { watch: Watch; onDone: () => void }) {
  const { me } = useSession()
  const units = useUnits()
  const unitName = useNames(units)
  const lightName = useLightName()
  const [unitId, setUnit] = useState(watch.unitId ?? me.unitId)
  const [below, setBelow] = useState(watch.below)
  const [lights, setLights] = useState<Colour[]>(watch.lights.length > 0 ? watch.lights : ['red', 'yellow'])
  const [isOwn, setOwn] = useState(unitId === me.unitId && me.unitId !== null)
  const save = useAct('watchLights', onDone)
  const isWatching = watch.lights.length > 0
  const send = (chosen: Colour[]) =>
    unitId !== null && save.mutate({ input: { body: { unitId, below, lights: chosen } } })
  return (
    <Form layout="vertical" className="watch-form" onFinish={() => send(lights)}>
      <p>
        {t(
          '灯一变就在这里提醒；登记了邮箱或手机的也会收到。',
          'Told here as soon as a light changes, and by e-mail or SMS where you have one.',
        )}
      </p>
      {save.error && <Failed error={save.error} />}
      {me.unitId !== null && (
        <Form.Item label={t('谁的灯', 'Whose lights')}>
          <Radio.Group
            aria-label={t('谁的灯', 'Whose lights')}
            value={isOwn ? 'own' : 'other'}
            onChange={e => {
              setOwn(e.target.value === 'own')
              if (e.target.value === 'own') setUnit(me.unitId)
            }}
            options={[
              {
                value: 'own',
                label: t(`本单位（${unitName(me.unitId)}）`, `My unit (${unitName(me.unitId)})`),
              },
              { value: 'other', label: t('其他单位', 'Another unit') },
            ]}
          />
        </Form.Item>
      )}
      {!isOwn && (
        <Form.Item label={t('单位', 'Unit')} htmlFor="watch-unit">
          <UnitField
            id="watch-unit"
            {...(unitId !== null && { value: unitId })}
            onChange={value => setUnit(value ?? null)}
          />
        </Form.Item>
      )}
      <Checkbox checked={below} onChange={e => setBelow(e.target.checked)}>
        {t('含下级单位', 'And the units below it')}
      </Checkbox>
      <Form.Item label={t('哪些灯', 'Which lights')}>
        <Checkbox.Group
          value={lights}
          onChange={chosen => setLights(chosen as Colour[])}
          options={COLOURS.map(value => ({ value, label: lightName(value) }))}
        />
      </Form.Item>
      <Flex gap="small">
        <Button
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          disabled={unitId === null || lights.length === 0}
        >
          {isWatching ? t('保存', 'Save') : t('订阅', 'Watch')}
        </Button>
        {isWatching && <Button onClick={() => send([])}>{t('不再订阅', 'Stop watching')}</Button>}
      </Flex>
    </Form>
  )
}
