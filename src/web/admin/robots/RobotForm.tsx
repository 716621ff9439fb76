/** A new robot, or another name, address or secret for one there is: what is sealed stays as it is when left out. */
import { Checkbox, Form, Input, Modal, Radio } from 'antd'
import { Refused } from '../../api.ts'
import { useAct } from '../../asking.ts'
import { UnitField } from '../../parts/fields/TreeField.tsx'
import { useSession } from '../../session.tsx'
import { nameOf, t } from '../../text.ts'
import { Failed } from '../../ui/Failed.tsx'
import { KIND_NAMES, type Robot, TELL_NAMES } from './names.ts'

type Tell = keyof typeof TELL_NAMES

interface Values {
  unitId: number
  kind: Robot['kind']
  name: string
  url: string
  secret?: string
  tells: Tell[]
}

/** Why the address can't be, in words; the server says which of them. */
const ADDRESS = {
  wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…',
  dingtalk: 'https://oapi.dingtalk.com/robot/send?access_token=…',
} as const

/** A group of boxes can't be said to be required: it is asked for when it is sent. */
const someChosen = {
  validator: (_: unknown, tells: readonly Tell[] | undefined) =>
    tells?.length ? Promise.resolve() : Promise.reject(new Error(t('至少选一样', 'Choose one at least'))),
}

export function RobotForm({ robot, onClose }: { robot: Robot | null; onClose: () => void }) {
  const { me } = useSession()
  const [form] = Form.useForm<Values>()
  const kind = Form.useWatch('kind', form) ?? robot?.kind ?? 'wecom'
  const create = useAct('createRobot', onClose)
  const change = useAct('changeRobot', onClose)
  const error = create.error ?? change.error
  const save = ({ url, secret, ...values }: Values) => {
    const sealed = { ...(url && { url }), ...(secret && { secret }) }
    if (!robot) return create.mutate({ input: { body: { ...values, url, ...(secret && { secret }) } } })
    const { name, tells } = values
    change.mutate({ input: { params: { id: robot.id }, body: { name, tells, ...sealed } } })
  }
  return (
    <Modal
      open
      title={robot ? t(`修改 ${robot.name}`, `Change ${robot.name}`) : t('新建机器人', 'New robot')}
      onCancel={onClose}
      okText={t('保存', 'Save')}
      confirmLoading={create.isPending || change.isPending}
      onOk={() => form.submit()}
    >
      {error && <Failed error={error} />}
      {error instanceof Refused && error.code === 'address-not-allowed' && (
        <p>
          {t(
            '只能是公网的 https 地址；内网地址要由运维设 YIDAN_WEBHOOK_PRIVATE=on。',
            'Only public https addresses; private ones where the operator sets YIDAN_WEBHOOK_PRIVATE=on.',
          )}
        </p>
      )}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={
          robot
            ? { name: robot.name, tells: robot.tells }
            : { kind: 'wecom', tells: ['lights', 'sheets'], ...(me.unitId && { unitId: me.unitId }) }
        }
        onFinish={save}
      >
        {!robot && (
          <>
            <Form.Item name="kind" label={t('哪一种', 'Which messenger')} rules={[{ required: true }]}>
              <Radio.Group
                options={Object.keys(KIND_NAMES).map(value => ({ value, label: nameOf(KIND_NAMES, value) }))}
              />
            </Form.Item>
            <Form.Item name="unitId" label={t('哪个单位的群', 'Whose group')} rules={[{ required: true }]}>
              <UnitField />
            </Form.Item>
          </>
        )}
        <Form.Item name="name" label={t('群名', 'Name of the group')} rules={[{ required: true, max: 200 }]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="url"
          label={t('机器人地址', 'Address of the robot')}
          rules={[{ required: !robot, type: 'url' }]}
          extra={
            robot
              ? t(
                  `现在是 ${robot.host ?? ''}/••••••；不填就不换。`,
                  `Now ${robot.host ?? ''}/••••••; stays as it is when left out.`,
                )
              : t('群里复制来的；保存后不再显示。', 'As the messenger gives it; never shown again.')
          }
        >
          <Input placeholder={ADDRESS[kind]} inputMode="url" autoComplete="off" />
        </Form.Item>
        {kind === 'dingtalk' && (
          <Form.Item
            name="secret"
            label={t('加签密钥', 'Secret for signing')}
            extra={
              robot?.signed
                ? t('已有 ••••••；不填就不换。', 'There is one ••••••; stays as it is when left out.')
                : t('群里选了“加签”才有。', 'Only where the group asks for signatures.')
            }
          >
            <Input.Password autoComplete="new-password" visibilityToggle={false} />
          </Form.Item>
        )}
        <Form.Item name="tells" label={t('通知什么', 'Hears of')} rules={[someChosen]}>
          <Checkbox.Group
            options={Object.keys(TELL_NAMES).map(value => ({ value, label: nameOf(TELL_NAMES, value) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
