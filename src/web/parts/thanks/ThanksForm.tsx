/** Writing down a commendation: from a letter, an enterprise, or what somebody said when called back. */
import { App, Button, Form, Input, Radio } from 'antd'
import { useLocation, useSearch } from 'wouter'
import type { CommendationSource } from '../../../domain/quality/commendation.ts'
import { useAct } from '../../asking.ts'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Page } from '../../ui/Page.tsx'
import { FilesField } from '../fields/FilesField.tsx'
import { StaffsField } from '../fields/StaffField.tsx'
import { UnitField } from '../fields/TreeField.tsx'
import { SOURCE_NAMES } from './words.ts'

interface Filled {
  source: CommendationSource
  thankedBy?: string
  receivedOn: string
  number?: string
  unitId?: number
  people?: number[]
  words?: string
  files?: (number | string)[]
}

export function ThanksForm() {
  const { message } = App.useApp()
  const { me, may } = useSession()
  const [, go] = useLocation()
  const number = new URLSearchParams(useSearch()).get('number')
  const register = useAct('registerCommendation', () => {
    message.success(t('已登记，等中心核实', 'Registered; the centre will confirm it'))
    go('/thanks')
  })
  const send = (f: Filled) => {
    const fileId = f.files?.findLast(id => typeof id === 'number')
    register.mutate({
      input: {
        body: {
          source: f.source,
          receivedOn: f.receivedOn,
          ...(f.thankedBy?.trim() && { thankedBy: f.thankedBy }),
          ...(f.number?.trim() && { number: f.number.trim() }),
          ...(f.unitId && { unitId: f.unitId }),
          ...(f.people?.length && { personIds: f.people }),
          ...(f.words?.trim() && { words: f.words }),
          ...(typeof fileId === 'number' && { fileId }),
        },
      },
    })
  }
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const isUnit = !may('contact.take', 'quality.check', 'appeal.visit')
  return (
    <Page title={t('登记表扬', 'Register a commendation')} narrow>
      <Form<Filled>
        layout="vertical"
        initialValues={{
          source: 'citizen',
          receivedOn: today,
          ...(number && { number }),
          ...(isUnit && me.unitId && { unitId: me.unitId }),
        }}
        onFinish={send}
      >
        {register.error && <Failed error={register.error} />}
        <Form.Item name="source" label={t('谁表扬的', 'Who thanks')}>
          <Radio.Group
            options={(['citizen', 'enterprise', 'higherLevel'] as const).map(s => ({
              value: s,
              label: nameOf(SOURCE_NAMES, s),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="thankedBy"
          label={t('姓名或单位名称', 'Name')}
          extra={t('群众只保留“张*”。', 'Of a citizen only 张* is kept.')}
        >
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="receivedOn" label={t('收到日期', 'Received on')} rules={[{ required: true }]}>
          <Input type="date" max={today} />
        </Form.Item>
        <Form.Item name="number" label={t('哪一单', 'For which ticket')}>
          <Input className="number" inputMode="numeric" maxLength={34} />
        </Form.Item>
        <Form.Item
          name="unitId"
          label={t('表扬哪个单位（有单号时可不填）', 'Which unit (else who leads the ticket)')}
        >
          <UnitField />
        </Form.Item>
        <Form.Item name="people" label={t('表扬谁', 'Whom')}>
          <StaffsField />
        </Form.Item>
        <Form.Item name="words" label={t('说了什么', 'What was said')}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={5000} />
        </Form.Item>
        <Form.Item
          name="files"
          label={t('信函、锦旗照片（只有核实的人能看）', 'Letter (only who confirms may open it)')}
        >
          <FilesField purpose="other" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={register.isPending}>
          {t('登记', 'Register')}
        </Button>{' '}
        <Button onClick={() => go('/thanks')}>{t('取消', 'Cancel')}</Button>
      </Form>
    </Page>
  )
}
