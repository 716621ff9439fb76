/** Says a word to a group at once, and tells whether it took it. */
import { App, Button } from 'antd'
import { useAct } from '../../asking.ts'
import { t } from '../../text.ts'
import { sentenceOf } from '../../ui/Failed.tsx'
import { errorWords, type Robot } from './names.ts'

export function TryButton({ robot }: { robot: Robot }) {
  const { notification } = App.useApp()
  const attempt = useAct('tryRobot', ({ taken, error }) => {
    if (taken) notification.success({ title: t(`${robot.name}：收到了`, `${robot.name}: it took it`) })
    else
      notification.error({
        title: t(`${robot.name}：没有收下`, `${robot.name}: it did not take it`),
        description: errorWords(error),
        duration: 15,
      })
  })
  return (
    <Button
      size="small"
      loading={attempt.isPending}
      aria-label={t(`测试 ${robot.name}`, `Try ${robot.name}`)}
      onClick={() =>
        attempt.mutate(
          { input: { params: { id: robot.id } } },
          { onError: error => notification.error({ title: sentenceOf(error) }) },
        )
      }
    >
      {t('测试', 'Try')}
    </Button>
  )
}
